import { create } from 'zustand';
import type { Fault } from '../../shared/result/result.ts';
import { Icon } from '../widgets/icon.tsx';
import { Shape } from '../widgets/shape.tsx';

interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'fault';
  readonly title: string;
  readonly text: string;
}

const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));
let made = 0;

/** Says that something was done, and how to take it back. */
export function tellDone(title: string, text: string): void {
  add({ kind: 'done', title, text }, 6000);
}

/** The same with details that take their time to read: stays until it is closed. */
export function tellKept(title: string, text: string): void {
  add({ kind: 'done', title, text }, 0);
}

/** Says what was refused and what to do about it; stays until it is closed. */
export function tellFault(fault: Fault): void {
  add({ kind: 'fault', title: fault.message, text: fault.mend }, 0);
}

function add(toast: Omit<Toast, 'id'>, lifeMs: number): void {
  made += 1;
  const id = made;
  // One line, the worst: more than three would be a stack that nobody reads.
  useToasts.setState((state) => ({ toasts: [...state.toasts, { ...toast, id }].slice(-3) }));
  if (lifeMs > 0) setTimeout(() => close(id), lifeMs);
}

function close(id: number): void {
  useToasts.setState((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) }));
}

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={toast.kind === 'fault' ? 'toast danger' : 'toast'}>
          {toast.kind === 'fault' ? <Shape state="danger" /> : <Icon name="check" />}
          <div className="grow">
            <strong>{toast.title}</strong>
            {toast.text !== '' && <div>{toast.text}</div>}
          </div>
          <button type="button" className="icon-button" aria-label="Close this message" onClick={() => close(toast.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
