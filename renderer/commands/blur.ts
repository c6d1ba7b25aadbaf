import { create } from 'zustand';
import { hideAmounts } from '../../shared/format/hidden-amounts.ts';
import type { Api } from '../api/client.ts';
import { useDock } from '../layout/dock-store.ts';
import { closeExplain } from '../layout/explain-store.ts';

interface Blur {
  readonly isOn: boolean;
  /** How the panels lay when it was switched: the window is written anew, and they go where they were. */
  readonly layout: string | null;
}

/** Whether amounts are kept from other eyes: nobody who looks over the shoulder learns how much there is. */
export const useBlur = create<Blur>(() => ({ isOn: false, layout: null }));

/** Hides the amounts or shows them again, and remembers it in the vault. */
export function switchBlur(api: Api): void {
  const isOn = !useBlur.getState().isOn;
  const { dock } = useDock.getState();
  closeExplain();
  hideAmounts(isOn);
  useBlur.setState({ isOn, layout: dock === null ? null : JSON.stringify(dock.toJSON()) });
  void api.client['layouts.set']({ name: 'blur', layout: isOn ? 'on' : null });
}

export async function loadBlur(api: Api): Promise<void> {
  const answer = await api.client['layouts.get']({ name: 'blur' });
  if (!answer.ok || answer.value.layout !== 'on') return;
  hideAmounts(true);
  useBlur.setState({ isOn: true });
}
