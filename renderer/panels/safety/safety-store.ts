import { create } from 'zustand';

/** What is done with the open vault as a file. A path that the system's own dialog gave is not asked for again. */
export type SafetyTask =
  | { readonly kind: 'backup'; readonly path: string | null; readonly name: string }
  | { readonly kind: 'restore'; readonly path: string | null }
  | { readonly kind: 'check' };

/** Which of the dialogs for backup, restore and check is open. */
export const useSafety = create<{ readonly task: SafetyTask | null }>(() => ({ task: null }));

export function startTask(task: SafetyTask): void {
  useSafety.setState({ task });
}

export function endTask(): void {
  useSafety.setState({ task: null });
}
