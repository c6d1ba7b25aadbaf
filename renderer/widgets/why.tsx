import { Popover } from 'radix-ui';
import { create } from 'zustand';

/** A line of the note: what is so, and what to do about it. */
export interface WhyLine {
  readonly text: string;
  readonly mend: string;
}

interface WhyState {
  readonly anchor: DOMRect | null;
  readonly title: string;
  readonly lines: readonly WhyLine[];
}

const useWhy = create<WhyState>(() => ({ anchor: null, title: '', lines: [] }));

/** Opens a note beside what was clicked: why a figure is missing, or all that is left out, stale or assumed. */
export function showWhy(anchor: Element, title: string, lines: readonly WhyLine[]): void {
  useWhy.setState({ anchor: anchor.getBoundingClientRect(), title, lines });
}

function close(): void {
  useWhy.setState({ anchor: null });
}

/** The one note of its kind in the window. */
export function WhyNote() {
  const { anchor, title, lines } = useWhy();
  if (anchor === null) return null;
  const { x, y, width, height } = anchor;
  const virtual = { current: { getBoundingClientRect: () => DOMRect.fromRect({ x, y, width, height }) } };
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Anchor virtualRef={virtual} />
      <Popover.Portal>
        <Popover.Content className="popover" sideOffset={6} collisionPadding={8} aria-label={title}>
          <strong>{title}</strong>
          {lines.map((line) => (
            <div key={line.text}>
              <div>{line.text}</div>
              {line.mend !== '' && <div className="t1">{line.mend}</div>}
            </div>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
