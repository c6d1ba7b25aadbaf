import { limitRules } from '../../../shared/book/limit.ts';
import type { Judgement, JudgedLimits } from '../../../shared/contract/limits.ts';
import type { AssessedWhatIf } from '../../../shared/contract/whatif.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { scopeWords } from '../../../shared/measures/scope-words.ts';
import { Figure } from '../../widgets/figure.tsx';
import { FigureButton, FigureGroup } from '../../widgets/figure-button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { differenceText, unitText } from './unit-texts.ts';
import { judgedTarget } from './what-if-targets.ts';

/** The trader's limits held against each what-if; the rule that binds comes first. */
export function JudgedTable({ whatIfs }: { readonly whatIfs: readonly AssessedWhatIf[] }) {
  const judged = whatIfs.flatMap((whatIf) => (whatIf.limits === null ? [] : [{ whatIf, limits: whatIf.limits }]));
  return judged.map(({ whatIf, limits }) => (
    <FigureGroup key={whatIf.label}>
      <table className="table whatif-table whatif-judged" aria-label={`Limits in what-if ${whatIf.label}`}>
        <thead>
          <tr>
            <th scope="col" className="left">
              Limit
            </th>
            <th scope="col">Must be</th>
            <th scope="col" className="hypo edge">
              What-if {whatIf.label}
            </th>
            <th scope="col">Room</th>
            <th scope="col" className="left">
              Verdict
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder(limits).map((one) => (
            <JudgedRow
              key={`${one.rule} ${one.scope}`}
              judgement={one}
              whatIf={whatIf}
              least={binds(one, limits) ? leastWords(limits) : null}
            />
          ))}
        </tbody>
      </table>
    </FigureGroup>
  ));
}

function JudgedRow({
  judgement,
  whatIf,
  least,
}: {
  readonly judgement: Judgement;
  readonly whatIf: AssessedWhatIf;
  readonly least: string | null;
}) {
  const { rule, scope, subject, figure, unit, limit, room } = judgement;
  // The label of a figure of the book says so itself.
  const of = subject ?? (scope === 'book' ? '' : scopeWords(scope));
  return (
    <tr className={judgement.verdict === 'fail' ? 'failing' : ''}>
      <td className="left" title={limitRules[rule].meaning}>
        {limitRules[rule].label} <span className="t3">{of}</span>
        {least !== null && <span className="pill plain">{least}</span>}
      </td>
      <td className="t3">
        {limitRules[rule].bound === 'at-most' ? '≤' : '≥'} {unitText(limit, unit)}
      </td>
      <td className="hatched edge t1">
        <FigureButton target={judgedTarget(judgement, whatIf, of)}>
          <Figure figure={figure} format={(value) => unitText(value, unit)} />
        </FigureButton>
      </td>
      <td>{room === null ? notApplicableText : differenceText(room, unit)}</td>
      <td className="left">
        <Verdict judgement={judgement} />
      </td>
    </tr>
  );
}

function Verdict({ judgement: { verdict, isWorse, figure } }: { readonly judgement: Judgement }) {
  switch (verdict) {
    case 'pass':
      return (
        <span className="state">
          <Icon name="check" />
          passes
        </span>
      );
    case 'fail':
      return (
        <span className="state danger">
          <Shape state="danger" />
          fails
        </span>
      );
    case 'fails-already':
      return (
        <span className="state watch">
          <Shape state="watch" />
          fails already{isWorse ? ', then worse' : ''}
        </span>
      );
    case 'cannot-be-judged':
      return (
        <span className="state" title={[figure.reason, figure.mend].filter(Boolean).join(' ')}>
          <Shape state="unknown" />
          cannot be judged
        </span>
      );
  }
}

function binds({ rule, scope }: Judgement, { binding }: JudgedLimits): boolean {
  return binding !== null && binding.rule === rule && binding.scope === scope;
}

/** While one cannot be judged, nobody knows which binds. */
function leastWords({ judgements }: JudgedLimits): string {
  return judgements.some(({ verdict }) => verdict === 'cannot-be-judged') ? 'least room' : 'binds';
}

const verdictOrder = { fail: 1, 'fails-already': 2, 'cannot-be-judged': 3, pass: 4 } as const;

function inOrder(limits: JudgedLimits): readonly Judgement[] {
  const place = (one: Judgement): number => (binds(one, limits) ? 0 : verdictOrder[one.verdict]);
  return limits.judgements.toSorted((a, b) => place(a) - place(b));
}
