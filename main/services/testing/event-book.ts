// For tests: a vault in memory that is filled with events of our own.
import { openVault } from '../../../db/open.ts';
import type { CashKind, CashEvent, FillEvent, LedgerEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { setAccount } from '../edits/account-settings.ts';
import type { ServiceContext } from '../context.ts';
import { silentJobs } from '../job-board.ts';
import { stateMarks } from '../edits/state-marks.ts';

export interface EventBook {
  readonly context: ServiceContext;
  readonly venue: (name: string, venue: string) => void;
  /** One change that holds these events of an account. */
  readonly book: (account: string, events: readonly LedgerEvent[]) => void;
  readonly marks: (timeMs: number, prices: Readonly<Record<string, number>>) => void;
  readonly close: () => void;
}

export function openEventBook(nowMs: number): EventBook {
  const vault = valueOf(openVault(':memory:', 'create'));
  const now = epochMs(nowMs);
  const context: ServiceContext = {
    vault,
    now: () => now,
    jobs: silentJobs,
    uploads: new Map(),
    notify: () => undefined,
  };
  return {
    context,
    venue: (name, venue) =>
      void valueOf(
        setAccount(context, { name, venue, wallet: [], instrumentModes: [], leverage: [], isolatedMargin: [] }),
      ),
    book: (account, events) =>
      void valueOf(
        vault.changes.make('add', now, (changeId) => {
          vault.accounts.state(changeId, account, { key: 'named', value: '' });
          for (const event of events) vault.events.insert(changeId, account, event);
          return success({ keep: true, description: 'rows', value: null });
        }),
      ),
    marks: (timeMs, prices) =>
      void valueOf(
        stateMarks(context, {
          marks: Object.entries(prices).map(([instrument, price]) => ({ instrument, price: String(price), timeMs })),
        }),
      ),
    close: vault.close,
  };
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message} ${result.fault.mend}`);
  return result.value;
}

export function fillOf(
  timeMs: number,
  instrument: string,
  side: 'buy' | 'sell',
  quantity: number,
  price: number,
  fee: { readonly asset: string; readonly amount: number } | null = null,
): FillEvent {
  return {
    kind: 'trade',
    timeMs: epochMs(timeMs),
    sourceId: null,
    flags: [],
    instrument: instrument as InstrumentSymbol,
    side,
    quantity: String(quantity) as Decimal,
    price: String(price) as Decimal,
    fee: fee === null ? null : { asset: fee.asset, amount: String(fee.amount) as Decimal },
    positionSide: null,
    effect: null,
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
}

export function cashOf(
  timeMs: number,
  kind: CashKind,
  asset: string,
  amount: number,
  instrument: string | null = null,
): CashEvent {
  return {
    kind,
    timeMs: epochMs(timeMs),
    sourceId: null,
    flags: [],
    asset,
    amount: String(amount) as Decimal,
    instrument: instrument as InstrumentSymbol | null,
    grain: 'own',
    balanceAfter: null,
  };
}
