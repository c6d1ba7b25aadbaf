import { tickerOf } from '../../../../shared/book/listed-asset.ts';
import type { ListedKindTable } from '../../../../shared/book/listed-kind.ts';
import type { ScenarioArray, ScenarioArrayTable } from '../../../../shared/book/scenario-array.ts';
import type { ValuedAccount, ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { known, missing, type Maybe, type MissingData } from '../../../../shared/measures/outcome.ts';
import { positionTerms, signedNotional } from '../../exposure/position-terms.ts';
import type { JointRequirement } from '../margin-table.ts';
import { nothingTogether, type MarginTogether } from '../margin-together.ts';
import { classRequirement, type ScenarioHolding } from './scenario-class.ts';

/**
 * Portfolio margin of shares: of each the greatest loss over the scenarios of the table, as lines over its price. What opens
 * it is what keeps it. No share pays for another. With anything but shares it is missing-data, never the Regulation T figure.
 */
export function portfolioTogether(
  { scenarioArrays, listedKinds }: Pick<ValuedAccount, 'scenarioArrays' | 'listedKinds'>,
  positions: readonly ValuedPosition[],
): MarginTogether {
  if (positions.length === 0) return nothingTogether;
  const groups = Map.groupBy(positions, ({ instrument }) => `${instrument.asset} ${instrument.settleAsset}`);
  const found = [...groups.values()].map((held) => shareTogether(held, scenarioArrays, listedKinds));
  return {
    joint: found.flatMap((one) => (one.status === 'value' ? [one.value] : [])),
    taken: new Set(positions),
    missing: found.find((one) => one.status === 'missing-data') ?? null,
    flags: ['portfolio-moves-least'],
  };
}

function shareTogether(
  held: readonly ValuedPosition[],
  table: ScenarioArrayTable | undefined,
  kinds: ListedKindTable | undefined,
): Maybe<JointRequirement> {
  const plain = table?.arrays['stock-or-narrow-index'];
  if (table === undefined || plain === undefined || held.some(({ instrument }) => instrument.kind !== 'stock'))
    return notFigured(held);
  const [{ instrument }] = held as [ValuedPosition];
  const array = timesLeverage(
    plain,
    kinds?.kinds.find(({ ticker }) => ticker === tickerOf(instrument.asset))?.leverage ?? 1,
  );
  const holdings: ScenarioHolding[] = [];
  for (const position of held) {
    const terms = positionTerms(position);
    if (terms.status === 'missing-data') return terms;
    const { symbol: label } = position.instrument;
    holdings.push({ kind: 'linear', label, value: signedNotional(position, terms.value), minimumUnits: 0 });
  }
  const found = classRequirement({ underlying: instrument.asset, array, holdings }, () => notFigured(held));
  if (found.status === 'missing-data') return found;
  return known({
    label: `portfolio margin of ${instrument.symbol}`,
    asset: instrument.asset,
    lines: found.value.lines as JointRequirement['lines'],
    positions: held,
    initial: known(found.value.requirement),
    rule: { source: table.source, validFrom: table.validFrom },
  });
}

/** A leveraged fund is moved by its multiple (FINRA Regulatory Notice 09-53), never to less than nothing. */
function timesLeverage(array: ScenarioArray, leverage: number): ScenarioArray {
  return {
    ...array,
    scenarios: array.scenarios.map((one) => ({ ...one, priceMove: Math.max(-1, one.priceMove * leverage) })),
  };
}

function notFigured(held: readonly ValuedPosition[]): MissingData {
  const [{ instrument }] = held as [ValuedPosition];
  return missing(
    `The portfolio margin of this account is not calculated yet: the scenarios of ${instrument.asset} are known for shares alone.`,
    'Read the margin on the statement of the broker, or state another margin mode of the account if it has Regulation T margin.',
  );
}
