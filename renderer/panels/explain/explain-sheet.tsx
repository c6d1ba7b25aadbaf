import { useEffect, useRef } from 'react';
import { ageText } from '../../../shared/format/age.ts';
import { dayText } from '../../../shared/format/time.ts';
import { flagWords } from '../../../shared/measures/flag-words.ts';
import { isMeasureId, measures } from '../../../shared/measures/measure.ts';
import { useCall } from '../../api/queries.ts';
import { closeExplain, explainBack, useExplain, type ExplainTarget } from '../../layout/explain-store.ts';
import { usePainted } from '../../layout/painted.ts';
import { Icon } from '../../widgets/icon.tsx';
import { Shape, stateClass } from '../../widgets/shape.tsx';
import { ExplainAside } from './explain-aside.tsx';
import { ExplainTree } from './explain-tree.tsx';
import { figureText } from './figure-text.ts';
import { useExplained, type ExplainAnswer } from './use-explained.ts';
import { formulaNumbers, formulaWords, oldestInput } from './node-text.ts';

/** The sheet over the panels: one figure with its formula, its tree of inputs, whether it holds and what would move it. */
export function ExplainSheet() {
  const { trail } = useExplain();
  const target = trail.at(-1);
  return target === undefined ? null : <Sheet key={trail.length} target={target} before={trail.at(-2) ?? null} />;
}

function Sheet({ target, before }: { readonly target: ExplainTarget; readonly before: ExplainTarget | null }) {
  const { answer, isWaiting, error } = useExplained(target);
  const base = useCall('vault.info', {}).data?.base ?? 'USD';
  const asOfMs = answer === undefined ? null : Date.parse(answer.asOf);
  const frame = useRef<HTMLElement>(null);
  usePainted('explain', true, !isWaiting);
  useEffect(() => {
    const sheet = frame.current;
    if (isWaiting || sheet === null || sheet.contains(document.activeElement)) return;
    const first = sheet.querySelector<HTMLElement>('[role=row][tabindex="0"]') ?? sheet.querySelector('button');
    first?.focus();
  }, [isWaiting]);
  return (
    <section className="explain" aria-label={`Explain ${target.label} of ${target.about}`} ref={frame}>
      <div className="explain-bar">
        <strong>Explain</strong>
        <span className="grow" />
        <button type="button" className="ghost" onClick={explainBack}>
          <kbd>Alt</kbd> <kbd>←</kbd> back to {before?.label ?? target.from}
        </button>
        <button type="button" className="icon-button" aria-label="Close Explain" title="Esc" onClick={closeExplain}>
          <Icon name="close" />
        </button>
      </div>
      <div className="explain-body">
        <div className="explain-main">
          <Head target={target} answer={answer} base={base} />
          {answer?.tree == null ? (
            <>
              <NoTree target={target} answer={answer} isWaiting={isWaiting} fault={error?.message ?? null} />
              {answer !== undefined && answer.known.length > 0 && <ExplainTree trees={answer.known} asOfMs={asOfMs} />}
            </>
          ) : (
            <ExplainTree trees={[answer.tree]} asOfMs={asOfMs} />
          )}
          <Ages answer={answer} asOfMs={asOfMs} />
        </div>
        <ExplainAside target={target} answer={answer} base={base} />
      </div>
    </section>
  );
}

function Head({
  target,
  answer,
  base,
}: {
  readonly target: ExplainTarget;
  readonly answer: ExplainAnswer | undefined;
  readonly base: string;
}) {
  const tree = answer?.tree ?? null;
  const { text, unit } = figureText(target, answer, base);
  const { badge } = target;
  return (
    <div className="explain-head">
      <div>
        <div className="label">
          {target.label} · {target.about}
        </div>
        <div className="row">
          <span className="hero">{text}</span>
          {unit !== '' && <span className="t3">{unit}</span>}
          {badge !== undefined && (
            <span className={stateClass(badge.state) === 'danger' ? 'pill danger' : 'pill plain'}>
              {stateClass(badge.state) !== '' && <Shape state={badge.state} label={badge.state} />}
              {badge.text}
            </span>
          )}
        </div>
      </div>
      {tree !== null && tree.formula !== null && (
        <div className="formula">
          <div className="t1">{formulaWords(tree)}</div>
          <div className="t3">= {formulaNumbers(tree)}</div>
        </div>
      )}
    </div>
  );
}

/** What can be said of a figure that has no tree: what it means, why it is not there, and what mends it. */
function NoTree({
  target,
  answer,
  isWaiting,
  fault,
}: {
  readonly target: ExplainTarget;
  readonly answer: ExplainAnswer | undefined;
  readonly isWaiting: boolean;
  readonly fault: string | null;
}) {
  const { figure, question } = target;
  const reason = answer?.measure.reason ?? figure.reason;
  const mend = answer?.measure.mend ?? figure.mend;
  const flags = answer?.measure.flags ?? figure.flags;
  const meaning =
    question !== null && isMeasureId(question.measure) ? measures[question.measure].meaning : target.meaning;
  if (isWaiting) return <p className="explain-none t3">Working it out…</p>;
  return (
    <div className="explain-none">
      <h2>What it says</h2>
      <p>{meaning}</p>
      {question !== null && target.meaning !== meaning && target.meaning !== '' && <p>{target.meaning}</p>}
      {reason !== null && reason !== '' && (
        <>
          <h2>{figure.status === 'missing-data' ? 'Why it is missing' : 'Why'}</h2>
          <p>{reason}</p>
        </>
      )}
      {mend !== null && mend !== '' && (
        <>
          <h2>What mends it</h2>
          <p className="t1">{mend}</p>
        </>
      )}
      {flags.length > 0 && <p>Rests on {flagWords(flags)}.</p>}
      {figure.status === 'value' && answer?.tree == null && (
        <p className="t3">{fault === null ? 'It is read as it stands; no other figures are worked into it.' : fault}</p>
      )}
      {answer !== undefined && answer.known.length > 0 && <h2>What of it is known</h2>}
    </div>
  );
}

/** How old the inputs are. */
function Ages({ answer, asOfMs }: { readonly answer: ExplainAnswer | undefined; readonly asOfMs: number | null }) {
  const oldest = answer?.tree == null ? null : oldestInput(answer.tree);
  const flags = answer?.measure.flags ?? [];
  return (
    <div className="strip" role="note">
      {oldest !== null && (
        <span className="note">
          <Icon name="clock" />
          oldest input: {oldest.input.label}, {dayText(oldest.atMs)}
          {asOfMs !== null && ` (${ageText(asOfMs - oldest.atMs)})`}
        </span>
      )}
      {flags.length > 0 && (
        <span className="note ellipsis">
          <Icon name="assumed" />
          rests on {flagWords(flags)}
        </span>
      )}
    </div>
  );
}
