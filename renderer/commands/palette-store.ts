import { create } from 'zustand';

interface PaletteState {
  readonly open: 'find' | 'keys' | null;
}

/** Whether Ctrl+K or `?` has opened something over the window. */
export const usePalette = create<PaletteState>(() => ({ open: null }));

export function showFind(): void {
  usePalette.setState({ open: 'find' });
}

export function showKeys(): void {
  usePalette.setState({ open: 'keys' });
}

export function closePalette(): void {
  usePalette.setState({ open: null });
}
