import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { lettersAreOn } from '../commands/letters.ts';
import { explain, type ExplainTarget } from '../layout/explain-store.ts';

/** A figure that opens: a click, Enter or E shows its formula and its inputs. Stands inside a `FigureGroup`. */
export function FigureButton({ target, children }: { readonly target: ExplainTarget; readonly children: ReactNode }) {
  // What is missing is a button of its own, which says why; one button cannot hold another.
  if (target.figure.status === 'missing-data') return children;
  return (
    <button
      type="button"
      className="figure-button"
      data-figure=""
      tabIndex={-1}
      title={`Explain ${target.label} (E)`}
      onClick={(event) => {
        event.stopPropagation();
        explain(target);
      }}
    >
      {children}
    </button>
  );
}

const figures = '[data-figure], .missing';

/** One stop of the Tab key for all figures of a table or a bar; arrows go from one to the next, E opens the one in focus. */
export function FigureGroup({ children }: { readonly children: ReactNode }) {
  const group = useRef<HTMLDivElement>(null);
  // Figures come and go with the data: there is always exactly one that the Tab key reaches.
  useLayoutEffect(() => {
    const all = figuresIn(group.current);
    const reached = all.find((figure) => figure.tabIndex === 0) ?? all[0];
    for (const figure of all) figure.tabIndex = figure === reached ? 0 : -1;
  });

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches(figures)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'e' && lettersAreOn()) target.click();
    else {
      const next = nextFigure(figuresIn(group.current), target, event.key);
      if (next === null) return;
      target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // The keys are those of the buttons inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="figure-group" ref={group} onKeyDown={press}>
      {children}
    </div>
  );
}

function figuresIn(group: HTMLElement | null): readonly HTMLElement[] {
  return [...(group?.querySelectorAll<HTMLElement>(figures) ?? [])].filter((figure) => figure.offsetParent !== null);
}

/** The neighbour in the direction of an arrow: beside it in reading order, above and below the nearest. */
function nextFigure(all: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | null {
  const index = all.indexOf(from);
  if (key === 'ArrowRight') return all[index + 1] ?? null;
  if (key === 'ArrowLeft') return all[index - 1] ?? null;
  if (key === 'Home') return all[0] ?? null;
  if (key === 'End') return all.at(-1) ?? null;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const box = from.getBoundingClientRect();
  const sign = key === 'ArrowDown' ? 1 : -1;
  let best: { readonly figure: HTMLElement; readonly away: number } | null = null;
  for (const figure of all) {
    const other = figure.getBoundingClientRect();
    const down = (other.top - box.top) * sign;
    if (down < box.height / 2) continue;
    const away = down * 1000 + Math.abs(other.right - box.right);
    if (best === null || away < best.away) best = { figure, away };
  }
  return best?.figure ?? null;
}
