import { create } from 'zustand';
import type { Api } from '../api/client.ts';

/** Whether single letters act on the row under the focus: who dictates to the machine switches them off (WCAG 2.1.4). */
export const useLetters = create<{ readonly isOn: boolean }>(() => ({ isOn: true }));

export function lettersAreOn(): boolean {
  return useLetters.getState().isOn;
}

/** Switches the letters on or off and remembers it in the vault. */
export function switchLetters(api: Api, isOn: boolean): void {
  useLetters.setState({ isOn });
  void api.client['layouts.set']({ name: 'letters', layout: isOn ? 'on' : 'off' });
}

export async function loadLetters(api: Api): Promise<void> {
  const answer = await api.client['layouts.get']({ name: 'letters' });
  if (answer.ok && answer.value.layout === 'off') useLetters.setState({ isOn: false });
}
