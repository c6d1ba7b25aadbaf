import type { MissingData } from '../../shared/measures/outcome.ts';
import type { ValuedAccount, ValuedBook, ValuedPosition } from '../../shared/book/valued-book.ts';
import { venueName } from '../../shared/book/venue.ts';
import type { PositionsDocument } from '../../shared/contract/book.ts';
import type { Note } from '../../shared/contract/common.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { AccountView, Cell } from '../../shared/contract/views.ts';
import { scopeText } from '../../shared/measures/scope.ts';
import { accountQuestion } from './account-question.ts';
import { decimalsOf, priceDecimalsOf } from './decimals.ts';
import { figuresOf, maybeCell, missingCell, noCell, nullableCell, valueCell, type Figures } from './figures.ts';
import { scopeOf } from './holdings.ts';
import { isLiquidatable, nearestFirst } from './nearest-first.ts';
import { outlookOf } from './position-outlook.ts';
import { worstPool } from './worst-pool.ts';

export interface AccountsView {
  readonly accounts: AccountView[];
  readonly asOfMs: number;
  readonly notes: Note[];
}

/** Whether each account agrees with its broker's own figures, by name. */
export type ReconciledAccounts = ReadonlyMap<string, AccountView['reconciliation']>;

const neverChecked: AccountView['reconciliation'] = {
  state: 'cannot-check',
  summary: 'Cannot be checked: the account has no rows.',
  differences: 0,
};

/** Each account with its state, its pools' worst figures, balances, positions, and the one question that matters most. */
export function accountsView(
  risk: RiskDocument,
  book: ValuedBook,
  positions: PositionsDocument,
  reconciled: ReconciledAccounts,
): AccountsView {
  const figures = figuresOf(risk);
  return {
    accounts: book.accounts.map((account) => ({
      ...accountRow(account, risk, positions, figures),
      reconciliation: reconciled.get(account.name) ?? neverChecked,
    })),
    asOfMs: book.asOfMs,
    notes: [...risk.excluded, ...risk.assumptions],
  };
}

function accountRow(
  account: ValuedAccount,
  risk: RiskDocument,
  document: PositionsDocument,
  figures: Figures,
): Omit<AccountView, 'reconciliation'> {
  const scope = scopeText({ kind: 'account', account: account.name });
  const assessed = risk.accounts.find((entry) => entry.account === account.name);
  const worst = worstPool(assessed?.pools.map((pool) => ({ pool })) ?? []);
  return {
    name: account.name,
    venue: account.venue,
    venueName: account.venue === null ? 'venue not stated' : venueName(account.venue),
    marginMode: account.marginMode,
    positionMode: account.positionMode,
    state: assessed?.state ?? 'unknown',
    equity: figures.cell('equity', scope),
    leverage: figures.cell('effectiveLeverage', scope),
    maintenance: figures.cell('maintenanceMargin', scope),
    marginRatio:
      worst === undefined
        ? noCell
        : figures.cell('marginRatio', scopeText({ kind: 'pool', account: account.name, pool: worst.pool.pool })),
    worstPool: worst?.pool.pool ?? null,
    nearest: nearestOf(account, figures),
    dataAsOfMs: account.dataAsOfMs,
    balances: balancesOf(account, document),
    positions: account.positions.map((position) => positionRow(account, position, risk, figures)),
    question: accountQuestion(
      account,
      failedInstruments(account, document),
      ({ instrument, side }) =>
        figures.cell('initialMargin', scopeOf(account.name, instrument.symbol, side)).status === 'missing-data',
    ),
  };
}

/** The position of the account with the shortest way to its liquidation; 0 away when liquidatable already. */
function nearestOf({ name, positions }: ValuedAccount, figures: Figures): AccountView['nearest'] {
  const ways = positions.flatMap(({ instrument, side }) => {
    const outlook = outlookOf(figures, scopeOf(name, instrument.symbol, side));
    const away = isLiquidatable(outlook.liquidation) ? 0 : outlook.distanceFraction.value;
    return away === null ? [] : [{ ...outlook, asset: instrument.asset, away }];
  });
  const [first] = nearestFirst(ways, (way) => way);
  return first === undefined ? null : { asset: first.asset, distanceFraction: first.away };
}

function balancesOf(account: ValuedAccount, document: PositionsDocument): AccountView['balances'] {
  const rates = new Map(account.balances.map(({ asset, rate }) => [asset, rate]));
  return document.balances
    .filter((balance) => balance.account === account.name)
    .map(({ asset, amount, status }) => ({
      asset,
      amount,
      status,
      value: status === 'unknown' ? unknownBalance(account.name, asset) : valueOf(amount, asset, rates.get(asset)),
    }));
}

function unknownBalance(account: string, asset: string): Cell {
  return missingCell('Nothing says where this balance began.', `State the wallet of ${account} in ${asset}.`);
}

function valueOf(amount: string, asset: string, rate: ValuedAccount['balances'][number]['rate'] | undefined): Cell {
  if (rate === undefined) return missingCell(`No price of ${asset} is known.`, `Set a mark for ${asset}.`);
  return maybeCell(rate, (dated) => dated.price * Number(amount));
}

function positionRow(
  account: ValuedAccount,
  position: ValuedPosition,
  risk: RiskDocument,
  figures: Figures,
): AccountView['positions'][number] {
  const { instrument, side, mark, settleRate, incomplete } = position;
  // Money in the base currency stands in the exposures; the positions document has profit in the settlement asset.
  const row = risk.exposures.find(
    (entry) =>
      entry.account === account.name &&
      entry.instrument === instrument.symbol &&
      (entry.side === side || entry.side === null),
  );
  const whole = (cell: Cell): Cell => (incomplete === null ? cell : missingCell(incomplete.reason, incomplete.mend));
  const gap = [mark, settleRate].find((part) => part.status === 'missing-data') ?? row;
  const money = (value: number | null | undefined): Cell =>
    whole(nullableCell(value ?? null, gap?.reason ?? null, gap?.mend ?? null));
  return {
    instrument: instrument.symbol,
    side,
    quantity: whole(valueCell(position.quantity)),
    quantityDecimals: decimalsOf(position.quantity),
    priceDecimals: priceDecimalsOf(mark.status === 'value' ? mark.value.price : null),
    entry: whole(orMissing(position.entryMissing, valueCell(position.entryPrice))),
    mark: maybeCell(mark, (dated) => dated.price),
    markAsOfMs: mark.status === 'value' ? mark.value.asOfMs : null,
    notional: money(row?.exposure),
    pnl: whole(orMissing(position.entryMissing, money(row?.unrealizedPnl))),
    realizedPnl: whole(
      orMissing(
        position.realizedMissing,
        maybeCell(settleRate, (rate) => position.realizedPnl * rate.price),
      ),
    ),
    liquidation: whole(outlookOf(figures, scopeOf(account.name, instrument.symbol, side)).liquidation),
    brokerLiquidation:
      risk.brokerLiquidations?.find(({ scope }) => scope === scopeOf(account.name, instrument.symbol, side)) ?? null,
    marginMode: position.marginMode,
    leverage: position.leverage,
    isolatedMargin: position.isolatedMargin === null ? null : String(position.isolatedMargin),
    status: incomplete === null ? 'open' : 'history-incomplete',
    reason: incomplete?.reason ?? null,
    mend: incomplete?.mend ?? null,
  };
}

function orMissing(gap: MissingData | null, cell: Cell): Cell {
  return gap === null ? cell : missingCell(gap.reason, gap.mend);
}

function failedInstruments(account: ValuedAccount, document: PositionsDocument): ReadonlySet<string> {
  const rows = document.positions.filter((row) => row.account === account.name && row.flags.includes('row-failed'));
  return new Set(rows.map((row) => row.instrument));
}
