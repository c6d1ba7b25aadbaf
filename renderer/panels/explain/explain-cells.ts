import type { ExposureGridRow, AccountView, Cell } from '../../../shared/contract/views.ts';
import { leverageText } from '../../../shared/format/leverage.ts';
import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { exactAmountText, quantityText } from '../../../shared/format/quantity.ts';
import { percentText, signedPercentText } from '../../../shared/format/ratio.ts';
import { sigmaText } from '../../../shared/format/sigma.ts';
import { isMeasureId, measures } from '../../../shared/measures/measure.ts';
import type { ExplainTarget, FigureQuestion } from '../../layout/explain-store.ts';
import { figureMeanings, type FigureMeaning } from './figure-meanings.ts';
import {
  accountQuestion,
  balanceQuestion,
  exposureQuestion,
  positionQuestion,
  type AccountFigure,
  type ExposureFigure,
  type PositionFigure,
} from './figure-measures.ts';
import { scopeWords } from '../../../shared/measures/scope-words.ts';

type Grouping = 'asset' | 'account' | 'venue';
type Row = ExposureGridRow;

interface Shown {
  readonly label: string;
  readonly text: (value: number, row: Row) => string;
}

const price = (value: number, row: Row) => priceText(value, row.priceDecimals);

const exposureFigures: Readonly<Record<ExposureFigure, Shown>> = {
  quantity: { label: 'Quantity', text: (value, row) => quantityText(value, row.quantityDecimals) },
  mark: { label: 'Mark', text: price },
  entry: { label: 'Entry', text: price },
  notional: { label: 'Notional', text: signedMoneyText },
  marketValue: { label: 'Market value', text: signedMoneyText },
  strikeNotional: { label: 'Strike notional', text: signedMoneyText },
  share: { label: 'Share of gross exposure', text: (value) => percentText(value) },
  pnl: { label: 'Unrealised P&L', text: signedMoneyText },
  funding: { label: 'Funding', text: signedMoneyText },
  onePercentMove: { label: 'A 1 % move', text: signedMoneyText },
  liquidation: { label: 'Liquidation', text: price },
  distanceFraction: { label: 'Away', text: (value) => signedPercentText(value, 2) },
  distanceSigma: { label: 'Away, daily σ', text: sigmaText },
};

/** What a cell of Exposures asks; null for a column without a figure. */
export function exposureTarget(row: Row, column: string, grouping: Grouping): ExplainTarget | null {
  if (!isExposureFigure(column)) return null;
  const { label, text } = exposureFigures[column];
  const cell = row[column];
  const question = exposureQuestion(row, column, grouping);
  return {
    label,
    about: question === null ? rowWords(row) : scopeWords(question.scope),
    question,
    meaning: question === null ? figureMeanings[column] : '',
    figure: cell,
    text: cell.value === null ? statusWord(cell) : text(cell.value, row),
    ...distanceBadge(row, column),
    from: 'Exposures',
  };
}

function isExposureFigure(column: string): column is ExposureFigure {
  return Object.hasOwn(exposureFigures, column);
}

function rowWords(row: Row): string {
  switch (row.kind) {
    case 'total':
      return 'the whole book';
    case 'subtotal':
      return row.group;
    case 'balance':
      return `${row.group} balance · ${row.account ?? ''}`;
    case 'position':
      return `${row.instrument ?? row.name} · ${row.account ?? ''}`;
  }
}

/** Beside a liquidation price: how far away it is, in the colour of its state. */
function distanceBadge(row: Row, column: ExposureFigure): Pick<ExplainTarget, 'badge'> {
  const { distanceFraction, distanceSigma, state } = row;
  if (column !== 'liquidation' || distanceFraction.value === null) return {};
  const sigmas = distanceSigma.value === null ? '' : ` · ${sigmaText(distanceSigma.value)} daily σ`;
  return { badge: { state, text: `${signedPercentText(distanceFraction.value, 2)}${sigmas}` } };
}

/** What stands for a figure that is no number. */
function statusWord({ status }: Pick<Cell, 'status'>): string {
  switch (status) {
    case 'missing-data':
      return 'missing';
    case 'none':
      return 'none';
    case 'already-liquidatable':
      return 'now';
    default:
      return '–';
  }
}

const accountFigures: Readonly<
  Record<
    AccountFigure,
    { readonly label: string; readonly cell: (account: AccountView) => Cell; readonly text: (value: number) => string }
  >
> = {
  equity: { label: 'Equity', cell: (account) => account.equity, text: moneyText },
  leverage: { label: 'Effective leverage', cell: (account) => account.leverage, text: leverageText },
  maintenance: { label: 'Maintenance margin', cell: (account) => account.maintenance, text: moneyText },
  marginRatio: { label: 'Margin ratio', cell: (account) => account.marginRatio, text: (value) => percentText(value) },
  nearest: {
    label: 'Nearest liquidation',
    cell: ({ nearest, maintenance }) => ({
      value: nearest?.distanceFraction ?? null,
      status: nearest === null ? 'not-applicable' : 'value',
      reason: null,
      mend: null,
      flags: maintenance.flags,
    }),
    text: (value) => signedPercentText(value, 2),
  },
};

/** What a cell of Accounts asks. */
export function accountTarget(account: AccountView, column: string): ExplainTarget | null {
  if (!Object.hasOwn(accountFigures, column)) return null;
  const { label, cell: cellOf, text } = accountFigures[column as AccountFigure];
  const cell = cellOf(account);
  const question = accountQuestion(account, column as AccountFigure);
  return {
    label,
    about: question === null ? account.name : scopeWords(question.scope),
    question,
    meaning:
      question === null && column === 'marginRatio'
        ? 'Maintenance margin over the equity that counts of the worst pool of this account; each pool stands in the ladder with its own.'
        : '',
    figure: cell,
    text: cell.value === null ? statusWord(cell) : text(cell.value),
    from: 'Accounts',
  };
}

const positionLabels: Readonly<Record<Exclude<PositionFigure, 'distanceFraction' | 'leverage'>, string>> = {
  quantity: 'Quantity',
  entry: 'Entry',
  mark: 'Mark',
  pnl: 'Unrealised P&L',
  liquidation: 'Liquidation',
};

/** What a figure of a position asks in the detail of its account. */
export function positionTarget(
  account: string,
  position: AccountView['positions'][number],
  figure: keyof typeof positionLabels,
  text: (value: number) => string,
): ExplainTarget {
  const cell = position[figure];
  const question = positionQuestion(account, position, figure);
  return {
    label: positionLabels[figure],
    about: question === null ? `${position.instrument} · ${account}` : scopeWords(question.scope),
    question,
    meaning: question === null ? figureMeanings[figure] : '',
    figure: cell,
    text: cell.value === null ? statusWord(cell) : text(cell.value),
    from: account,
  };
}

/** The leverage that was said of a position. */
export function leverageTarget(
  account: string,
  position: AccountView['positions'][number],
  leverage: number,
): ExplainTarget {
  return plainTarget({
    question: positionQuestion(account, position, 'leverage'),
    figure: knownFigure(leverage),
    text: (value) => `${value}×`,
    from: account,
  });
}

/** What a balance asks in the detail of its account: how much there is, or what it is worth. */
export function balanceTarget(
  account: string,
  { asset, amount, value }: AccountView['balances'][number],
  figure: 'balance' | 'balanceValue',
): ExplainTarget {
  const exact: Cell = { value: Number(amount), status: 'value', reason: null, mend: null, flags: [] };
  return plainTarget({
    question: balanceQuestion(account, asset, figure),
    figure: figure === 'balance' ? exact : value,
    text: figure === 'balance' ? () => exactAmountText(amount) : moneyText,
    from: account,
  });
}

/** A figure that stands by itself: of the headline, the ladder, the drawdown, a balance. */
export function plainTarget(given: {
  readonly label?: string;
  readonly about?: string;
  readonly question: FigureQuestion | null;
  readonly meaning?: FigureMeaning;
  readonly figure: ExplainTarget['figure'];
  readonly text: (value: number) => string;
  readonly badge?: NonNullable<ExplainTarget['badge']>;
  readonly from: string;
}): ExplainTarget {
  const { question, figure, badge } = given;
  const measure = question !== null && isMeasureId(question.measure) ? measures[question.measure] : null;
  return {
    label: given.label ?? measure?.label ?? 'Figure',
    about: given.about ?? (question === null ? 'the whole book' : scopeWords(question.scope)),
    question,
    meaning: given.meaning === undefined ? '' : figureMeanings[given.meaning],
    figure,
    text: figure.value === null ? statusWord(figure) : given.text(figure.value),
    ...(badge === undefined ? {} : { badge }),
    from: given.from,
  };
}

/** A number that the window worked out itself. */
export function knownFigure(value: number | null, flags: readonly string[] = []): ExplainTarget['figure'] {
  return { value, status: value === null ? 'missing-data' : 'value', reason: null, mend: null, flags: [...flags] };
}

/** A price with decimals for its size. */
export function priceOf(value: number): string {
  return priceText(value, priceDecimals(value));
}
