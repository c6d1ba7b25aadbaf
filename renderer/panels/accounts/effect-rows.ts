import type { EditPreview, PositionThen } from '../../../shared/contract/edits.ts';
import type { Cell } from '../../../shared/contract/views.ts';
import { moneyText } from '../../../shared/format/money.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { percentText } from '../../../shared/format/ratio.ts';

/** One figure that would be another. */
export interface EffectRow {
  readonly what: string;
  /** Account and instrument or asset. */
  readonly where: string;
  readonly before: string;
  readonly after: string;
  /** What would be missing from then on, and why; null else. */
  readonly why: string | null;
}

/** The figures that an edit changes, the position's own first, then its account's, then the book's. */
export function effectRows(preview: EditPreview): readonly EffectRow[] {
  const { base, book } = preview;
  const unit = base.before === base.after ? base.after : '';
  const currency = (text: string, of: string): string => (unit === '' && text !== 'missing' ? `${text} ${of}` : text);
  const money = (what: string, where: string, before: Cell | undefined, after: Cell | undefined): EffectRow => ({
    what: unit === '' ? what : `${what}, ${unit}`,
    where,
    before: currency(cellText(before, moneyText), base.before),
    after: currency(cellText(after, moneyText), base.after),
    why: newlyMissing(before, after),
  });
  // In a cross pool every liquidation price moves with one position: that one stands first, the others last.
  const isOther = ({ before, after }: EditPreview['positions'][number]): boolean =>
    before !== null &&
    after !== null &&
    (['quantity', 'averagePrice', 'realizedPnl', 'status'] as const).every((field) => before[field] === after[field]);
  const rows: EffectRow[] = [
    ...preview.positions.filter((one) => !isOther(one)).flatMap(positionRows),
    ...preview.balances.map(({ account, asset, before, after }) => ({
      what: `${asset} balance`,
      where: account,
      before: before === null ? 'unknown' : exactAmountText(before),
      after: after === null ? 'unknown' : exactAmountText(after),
      why: null,
    })),
    ...preview.accounts.flatMap(({ account, before, after }) => [
      money('Equity', account, before?.equity, after?.equity),
      money('Maintenance', account, before?.maintenance, after?.maintenance),
      {
        what: 'Margin ratio',
        where: account,
        before: cellText(before?.marginRatio, percentOf),
        after: cellText(after?.marginRatio, percentOf),
        why: null,
      },
    ]),
    money('Equity', 'the whole book', book.before, book.after),
    ...preview.positions.filter(isOther).flatMap(positionRows),
  ];
  return rows.filter(({ before, after }) => before !== after);
}

function positionRows({ account, instrument, side, settlementAsset, before, after }: EditPreview['positions'][number]) {
  const where = `${side === 'net' ? instrument : `${instrument} ${side}`} in ${account}`;
  const row = (what: string, text: (then: PositionThen) => string, why: string | null = null): EffectRow => ({
    what,
    where,
    before: before === null ? 'none' : text(before),
    after: after === null ? 'none' : text(after),
    why,
  });
  const lost = before?.status === 'history-incomplete' ? null : (after?.reason ?? null);
  return [
    row('Position', quantityText, lost),
    row('Average price', ({ status, averagePrice }) =>
      averagePrice === null ? (status === 'closed' ? notApplicableText : 'missing') : exactPrice(averagePrice),
    ),
    row(`Realised P&L, ${settlementAsset}`, ({ realizedPnl }) =>
      realizedPnl === null ? 'missing' : exactAmountText(realizedPnl, 'plus'),
    ),
    row('Liquidation', ({ liquidation }) => cellText(liquidation, (price) => priceText(price, priceDecimals(price)))),
  ];
}

function quantityText({ status, quantity }: PositionThen): string {
  if (quantity === null) return 'missing';
  return status === 'closed' ? 'closed' : exactAmountText(quantity, 'plus');
}

/** An average runs to eighteen decimals: eight are more than any tick. */
function exactPrice(price: string): string {
  const [whole = '', fraction = ''] = price.split('.');
  return exactAmountText(fraction.length <= 8 ? price : `${whole}.${fraction.slice(0, 8)}`);
}

const percentOf = (share: number): string => percentText(share);

function cellText(cell: Cell | undefined, text: (value: number) => string): string {
  if (cell === undefined) return 'none';
  switch (cell.status) {
    case 'value':
      return cell.value === null ? notApplicableText : text(cell.value);
    case 'none':
      return 'none';
    case 'already-liquidatable':
      return 'now';
    case 'missing-data':
      return 'missing';
    case 'not-applicable':
      return notApplicableText;
  }
}

function newlyMissing(before: Cell | undefined, after: Cell | undefined): string | null {
  if (after?.status !== 'missing-data' || before?.status === 'missing-data') return null;
  return [after.reason, after.mend].filter((part) => part !== null && part !== '').join(' ');
}
