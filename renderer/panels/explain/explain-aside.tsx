import { useMemo, type ReactNode } from 'react';
import type { BrokerLiquidation } from '../../../shared/contract/broker-liquidation.ts';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { amountText, hiddenAmountText } from '../../../shared/format/hidden-amounts.ts';
import { numberText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { timeText } from '../../../shared/format/time.ts';
import { isMeasureId, measures } from '../../../shared/measures/measure.ts';
import type { ExplainTarget } from '../../layout/explain-store.ts';
import { tellDone } from '../../layout/toasts.tsx';
import { copyPlain } from '../../widgets/copy-text.ts';
import { nodeValue, treeAsText } from './node-text.ts';
import type { ExplainAnswer } from './use-explained.ts';
import { meetingAt, movements, refold } from './what-moves.ts';

/** Beside the tree: whether the figure holds, what would move it, what it means and where its definition comes from. */
export function ExplainAside({
  target,
  answer,
  base,
}: {
  readonly target: ExplainTarget;
  readonly answer: ExplainAnswer | undefined;
  readonly base: string;
}) {
  const tree = answer?.tree ?? null;
  const { question } = target;
  const measure = question !== null && isMeasureId(question.measure) ? measures[question.measure] : null;
  const shown = answer?.measure.value ?? null;
  if (tree === null && measure === null && answer?.broker == null) return null;
  return (
    <aside className="explain-side" aria-label="About this figure">
      {tree !== null && shown !== null && <Holds tree={tree} shown={shown} base={base} />}
      {answer?.broker != null && <Broker printed={answer.broker} />}
      {tree !== null && <Moves tree={tree} />}
      {measure !== null && (
        <section>
          <h2>{measure.label}</h2>
          {tree !== null && <p>{measure.meaning}</p>}
          {tree !== null && target.meaning !== '' && target.meaning !== measure.meaning && <p>{target.meaning}</p>}
          <p className="label">Source: {measure.source}</p>
        </section>
      )}
      {tree !== null && (
        <div className="explain-actions">
          <button
            type="button"
            className="button"
            onClick={() => {
              copyPlain(treeAsText(tree));
              tellDone('Copied', 'The whole tree as text, in full precision.');
            }}
          >
            Copy as text
          </button>
        </div>
      )}
    </aside>
  );
}

/** At a liquidation price equity must be maintenance; any other figure must follow from its leaves. */
function Holds({ tree, shown, base }: { readonly tree: ExplainNode; readonly shown: number; readonly base: string }) {
  const checked = useMemo(() => check(tree), [tree]);
  if (checked === null) return null;
  const { meeting, refolded } = checked;
  if (meeting !== null) {
    const at = priceText(meeting.price, priceDecimals(meeting.price));
    return (
      <section>
        <h2>Does it hold?</h2>
        <Pair name={`Equity at ${at}`}>{amountText(() => numberText(meeting.equity, 2))}</Pair>
        <Pair name={`Maintenance at ${at}`}>{amountText(() => numberText(meeting.maintenance, 2))}</Pair>
        <Pair name={`Difference, ${base}`}>
          {amountText(() => numberText(meeting.equity - meeting.maintenance, 2))}
        </Pair>
        <p className="label">Worked out anew from the inputs on the left.</p>
      </section>
    );
  }
  const as = (value: number) => nodeValue({ ...tree, value });
  const isSame = Math.abs(refolded - shown) <= 1e-9 * Math.max(1, Math.abs(shown));
  return (
    <section>
      <h2>Does it hold?</h2>
      <Pair name="From the inputs on the left">{as(refolded).text}</Pair>
      <Pair name="Shown">{as(shown).text}</Pair>
      <Pair name="Difference">{isSame ? '0' : as(refolded - shown).text}</Pair>
    </section>
  );
}

/** What the broker's own report prints of the same price. */
function Broker({ printed }: { readonly printed: BrokerLiquidation }) {
  const decimals = priceDecimals(printed.price);
  const { ours, difference, reason, timeMs } = printed;
  return (
    <section>
      <h2>The broker’s own</h2>
      <Pair name={`Report of ${timeText(timeMs)} UTC`}>{priceText(printed.price, decimals)}</Pair>
      <Pair name="Ours">{ours === null ? 'missing' : priceText(ours, decimals)}</Pair>
      {difference !== null && <Pair name="Difference">{numberText(difference, decimals, 'plus')}</Pair>}
      <p className="label">{reason ?? 'Prices and wallets may have moved since the report.'}</p>
    </section>
  );
}

function check(tree: ExplainNode) {
  try {
    return { meeting: meetingAt(tree), refolded: refold(tree) };
  } catch {
    // A formula in words that this window cannot compute: then it says nothing rather than something wrong.
    return null;
  }
}

const movementsShown = 6;

function Moves({ tree }: { readonly tree: ExplainNode }) {
  const moved = useMemo(() => {
    try {
      return movements(tree, movementsShown);
    } catch {
      return null;
    }
  }, [tree]);
  if (moved === null || moved.length === 0) return null;
  return (
    <section>
      <h2>What would move it</h2>
      <p className="label">
        Each input 1 % higher, alone, all else as it is, within the same margin tiers, before fees.
      </p>
      {moved.map(({ input, change }) => (
        <Pair key={`${input.label} ${input.symbol}`} name={input.label}>
          {changeText(tree, change)}
        </Pair>
      ))}
    </section>
  );
}

/** With the decimals of the figure itself, and its sign. */
function changeText(tree: ExplainNode, change: number): string {
  if (tree.unit === 'fraction') return `${numberText(change * 100, 3, 'plus')} %`;
  const { text } = nodeValue({ ...tree, value: tree.value });
  if (text === hiddenAmountText) return text;
  const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return numberText(change, Math.max(2, decimals), 'plus');
}

function Pair({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="explain-pair">
      <span>{name}</span>
      <strong>{children}</strong>
    </div>
  );
}
