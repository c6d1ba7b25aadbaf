import type { z } from 'zod';
import type { LedgerEvent } from '../../../shared/book/event.ts';
import type { bookCalls } from '../../../shared/contract/book.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';
import { accountNameFault } from './account-settings.ts';
import { instantOr, makePlanned, type PlannedChange, type ServiceContext } from '../context.ts';
import { namedInstrument } from './named-instrument.ts';

type HandEntry = z.output<(typeof bookCalls)['book.add']['input']>;

/**
 * Books what the trader states by hand. Faults: `account-name`, `instrument-symbol`, `quantity-not-positive`,
 * `price-not-positive`, `average-missing`.
 */
export function addEntry(
  context: ServiceContext,
  entry: HandEntry,
): Result<{ readonly changeId: number | null; readonly description: string }> {
  const planned = planEntry(context, entry);
  return planned.ok ? makePlanned(context, planned.value) : planned;
}

/** The same as a change that is not made yet. Faults: those of `addEntry`. */
export function planEntry(context: ServiceContext, entry: HandEntry): Result<PlannedChange> {
  const event = accountNameFault(entry.account) ?? eventOf(context, entry);
  if (!event.ok) return event;
  return success({
    kind: 'add',
    description: describe(entry),
    write: (changeId) => {
      context.vault.accounts.state(changeId, entry.account, { key: 'named', value: '' });
      context.vault.events.insert(changeId, entry.account, event.value);
    },
  });
}

function eventOf(context: ServiceContext, entry: HandEntry): Result<LedgerEvent> {
  const stated = { sourceId: null, flags: ['stated'] } as const;
  switch (entry.kind) {
    case 'deposit':
    case 'withdrawal': {
      const fault = positiveFault('quantity', entry.amount);
      if (fault !== null) return fault;
      return success({
        ...stated,
        kind: entry.kind,
        timeMs: instantOr(context, entry.timeMs),
        asset: entry.asset,
        amount: (entry.kind === 'deposit' ? entry.amount : `-${entry.amount}`) as Decimal,
        instrument: null,
        grain: 'own',
        balanceAfter: null,
      });
    }
    case 'trade': {
      const instrument = namedInstrument(context, entry.instrument);
      if (!instrument.ok) return instrument;
      const fault = positiveFault('quantity', entry.quantity) ?? positiveFault('price', entry.price);
      if (fault !== null) return fault;
      return success({
        ...stated,
        kind: 'trade',
        timeMs: instantOr(context, entry.timeMs),
        instrument: instrument.value.symbol,
        side: entry.side,
        quantity: entry.quantity as Decimal,
        price: entry.price as Decimal,
        fee: entry.fee === null ? null : { asset: entry.fee.asset, amount: entry.fee.amount as Decimal },
        positionSide: entry.positionSide,
        effect: null,
        reportedPnl: null,
        positionAfter: null,
        balanceAfter: null,
      });
    }
    case 'position':
    case 'opening': {
      const instrument = namedInstrument(context, entry.instrument);
      if (!instrument.ok) return instrument;
      // What is held now may be known by its rows: then they give the average entry.
      if (entry.kind === 'opening' && entry.quantity !== '0' && entry.averagePrice === null)
        return failure('average-missing', 'The average entry price is missing.', 'Give it with --average.');
      if (entry.averagePrice !== null) {
        const fault = positiveFault('price', entry.averagePrice);
        if (fault !== null) return fault;
      }
      return success({
        ...stated,
        kind: 'opening-position',
        timeMs: statementInstant(context, entry),
        instrument: instrument.value.symbol,
        quantity: entry.quantity as Decimal,
        averagePrice: entry.quantity === '0' ? null : (entry.averagePrice as Decimal | null),
        positionSide: entry.positionSide,
      });
    }
  }
}

/** An opening without a time stands just before the first row of the instrument; a position is what is held now. */
function statementInstant(
  context: ServiceContext,
  entry: {
    readonly kind: string;
    readonly account: string;
    readonly instrument: string;
    readonly timeMs: number | null;
  },
): EpochMs {
  if (entry.timeMs !== null || entry.kind === 'position') return instantOr(context, entry.timeMs);
  const first = context.vault.events.firstInstant(entry.account, entry.instrument);
  return first === null ? context.now() : epochMs(first - 1);
}

function positiveFault(what: 'quantity' | 'price', amount: string) {
  if (amount !== '0' && !amount.startsWith('-')) return null;
  return failure(
    `${what}-not-positive`,
    `A ${what} of ${amount} says nothing.`,
    `Give a ${what} above 0; the side says which way.`,
  );
}

function describe(entry: HandEntry): string {
  switch (entry.kind) {
    case 'trade':
      return `Trade by hand: ${entry.side} ${entry.quantity} ${entry.instrument} at ${entry.price} in ${entry.account}`;
    case 'position':
      return `Position stated: ${entry.quantity} ${entry.instrument} in ${entry.account}`;
    case 'opening':
      return `Opening stated: ${entry.quantity} ${entry.instrument} in ${entry.account}`;
    case 'deposit':
    case 'withdrawal':
      return `${entry.kind === 'deposit' ? 'Deposit' : 'Withdrawal'} by hand: ${entry.amount} ${entry.asset} in ${entry.account}`;
  }
}
