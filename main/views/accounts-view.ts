import type { ValuedAccount, ValuedBook, ValuedPosition } from '../../shared/book/valued-book.ts';
import { venueName } from '../../shared/book/venue.ts';
import type { PositionsDocument } from '../../shared/contract/book.ts';
import type { Note } from '../../shared/contract/common.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { AccountView, Cell } from '../../shared/contract/views.ts';
import { scopeText } from '../../shared/measures/scope.ts';
import { accountQuestion } from './account-question.ts';
import { decimalsOf, priceDecimalsOf } from './decimals.ts';
import { figuresOf, maybeCell, missingCell, noCell, valueCell, type Figures } from './figures.ts';

export interface AccountsView {
  readonly accounts: AccountView[];
  readonly asOfMs: number;
  readonly notes: Note[];
}

/** Each account with its state, its pools' worst figures, balances, positions, and the one question that matters most. */
export function accountsView(risk: RiskDocument, book: ValuedBook, positions: PositionsDocument): AccountsView {
  const figures = figuresOf(risk);
  return {
    accounts: book.accounts.map((account) => accountRow(account, risk, positions, figures)),
    asOfMs: book.asOfMs,
    notes: [...risk.excluded, ...risk.assumptions],
  };
}

function accountRow(
  account: ValuedAccount,
  risk: RiskDocument,
  document: PositionsDocument,
  figures: Figures,
): AccountView {
  const scope = scopeText({ kind: 'account', account: account.name });
  const assessed = risk.accounts.find((entry) => entry.account === account.name);
  const worst = assessed?.pools
    .filter((pool) => pool.kind !== 'spot')
    .toSorted((a, b) => (b.marginRatio ?? -1) - (a.marginRatio ?? -1))[0];
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
    marginRatio: worst === undefined ? noCell : figures.cell('marginRatio', `pool:${account.name}/${worst.pool}`),
    nearest: nearestOf(account, figures),
    dataAsOfMs: account.dataAsOfMs,
    balances: balancesOf(account, document),
    positions: account.positions.map((position) => positionRow(account, position, document, figures)),
    question: accountQuestion(account),
  };
}

function nearestOf(account: ValuedAccount, figures: Figures): AccountView['nearest'] {
  const away = account.positions.flatMap((position) => {
    const distance = figures.at('distanceFraction', scopeOf(account, position)).value;
    return distance === null ? [] : [{ asset: position.instrument.asset, distanceFraction: distance }];
  });
  return away.toSorted((a, b) => Math.abs(a.distanceFraction) - Math.abs(b.distanceFraction))[0] ?? null;
}

function balancesOf(account: ValuedAccount, document: PositionsDocument): AccountView['balances'] {
  const rates = new Map(account.balances.map((balance) => [balance.asset, balance]));
  return document.balances
    .filter((balance) => balance.account === account.name)
    .map((balance) => {
      const rate = rates.get(balance.asset)?.rate;
      const unknown = missingCell(
        'Nothing says where this balance began.',
        `State the wallet of ${account.name} in ${balance.asset}.`,
      );
      return {
        asset: balance.asset,
        amount: balance.amount,
        status: balance.status,
        value:
          balance.status === 'unknown' || rate === undefined
            ? unknown
            : maybeCell(rate, (dated) => dated.price * Number(balance.amount)),
      };
    });
}

function positionRow(
  account: ValuedAccount,
  position: ValuedPosition,
  document: PositionsDocument,
  figures: Figures,
): AccountView['positions'][number] {
  const scope = scopeOf(account, position);
  const row = document.positions.find(
    (entry) =>
      entry.account === account.name &&
      entry.instrument === position.instrument.symbol &&
      (entry.side === position.side || entry.status === 'history-incomplete'),
  );
  const gap = position.incomplete;
  const whole = (cell: Cell): Cell => (gap === null ? cell : missingCell(gap.reason, gap.mend));
  const mark = maybeCell(position.mark, (dated) => dated.price);
  const lower = figures.cell('liquidationPrice.lower', scope);
  const upper = figures.cell('liquidationPrice.upper', scope);
  const distance = figures.at('distanceFraction', scope).value;
  return {
    instrument: position.instrument.symbol,
    side: position.side,
    quantity: whole(valueCell(position.quantity)),
    quantityDecimals: decimalsOf(position.quantity),
    priceDecimals: priceDecimalsOf(mark.value),
    entry: whole(valueCell(position.entryPrice)),
    mark,
    markAsOfMs: position.mark.status === 'value' ? position.mark.value.asOfMs : null,
    notional:
      row?.notional === null || row === undefined
        ? whole(missingCell(mark.reason, mark.mend))
        : whole(valueCell(row.notional)),
    pnl:
      row?.unrealizedPnl === null || row === undefined
        ? whole(missingCell(mark.reason, mark.mend))
        : whole(valueCell(row.unrealizedPnl)),
    realizedPnl: whole(valueCell(position.realizedPnl)),
    liquidation:
      (distance !== null && distance > 0) || (lower.status === 'none' && upper.status !== 'none') ? upper : lower,
    marginMode: position.marginMode,
    leverage: position.leverage,
    isolatedMargin: position.isolatedMargin === null ? null : String(position.isolatedMargin),
    status: gap === null ? 'open' : 'history-incomplete',
    reason: gap?.reason ?? null,
    mend: gap?.mend ?? null,
  };
}

function scopeOf(account: ValuedAccount, { instrument, side }: ValuedPosition): string {
  return scopeText({ kind: 'position', account: account.name, instrument: instrument.symbol, side });
}
