import { expect, test } from 'vitest';
import { openVault } from '../../../db/open.ts';
import { importCalls } from '../../../shared/contract/imports.ts';
import type { Result } from '../../../shared/result/result.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { binanceTrades } from '../../cli/test-terminal.ts';
import { accountSettings, setAccount } from './account-settings.ts';
import { bookCalls } from '../../../shared/contract/book.ts';
import type { ServiceContext } from '../context.ts';
import { createImportDesk } from '../imports/import-desk.ts';
import { silentJobs } from '../job-board.ts';
import { stateMarks } from './state-marks.ts';
import { redoChange, undoChange } from './undo-change.ts';

const now = epochMs(Date.UTC(2026, 5, 1));
const account = 'Binance USD-M futures';

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message}`);
  return result.value;
}

function inVault(
  body: (book: {
    readonly context: ServiceContext;
    readonly importText: (name: string, text: string) => number;
    readonly venue: () => string | null;
    readonly stateVenue: (venue: string) => number;
    readonly markOf: (timeMs: number) => string | null;
    readonly stateMark: (price: string, timeMs: number) => number;
  }) => void,
): void {
  const vault = valueOf(openVault(':memory:', 'create'));
  const context: ServiceContext = {
    vault,
    now: () => now,
    jobs: silentJobs,
    uploads: new Map(),
    notify: () => undefined,
  };
  const desk = createImportDesk(context);
  try {
    body({
      context,
      importText: (name, text) => {
        context.uploads.set(name, { name, bytes: new TextEncoder().encode(text) });
        const source = { kind: 'upload', uploadId: name } as const;
        const { options } = importCalls['imports.run'].input.parse({ source });
        const { importId, error } = valueOf(desk.run(source, options, null));
        expect(error).toBeNull();
        return importId as number;
      },
      venue: () => accountSettings(context, account).venue,
      stateVenue: (venue) =>
        valueOf(setAccount(context, bookCalls['accounts.set'].input.parse({ name: account, venue })))
          .changeId as number,
      markOf: (timeMs) => vault.marks.find({ instrument: 'BTC/USDT', timeMs: epochMs(timeMs), origin: 'mark' }),
      stateMark: (price, timeMs) =>
        valueOf(stateMarks(context, { marks: [{ instrument: 'BTC/USDT', price, timeMs }] })).changeId as number,
    });
  } finally {
    vault.close();
  }
}

const trade = (day: number) =>
  ({ time: `2026-03-0${day} 10:00:00`, side: 'BUY', price: '60000', quantity: '1', id: day }) as const;

test('a later file says the venue of its account once the first file is gone; what the trader said comes before both', () => {
  inVault(({ context, importText, venue, stateVenue }) => {
    const first = importText('a(UTC+0).csv', binanceTrades([trade(1)]));
    importText('b(UTC+0).csv', binanceTrades([trade(2)]));
    const assumed = venue();
    expect(assumed).not.toBeNull();
    valueOf(undoChange(context, first, null));
    expect(venue()).toBe(assumed);
    const stated = stateVenue('bybit');
    expect(venue()).toBe('bybit');
    valueOf(undoChange(context, stated, null));
    expect(venue()).toBe(assumed);
    valueOf(redoChange(context, stated, null));
    expect(venue()).toBe('bybit');
  });
});

test('a statement older than the file that fills the gap still comes before it when it is put back', () => {
  inVault(({ context, importText, venue, stateVenue }) => {
    const first = importText('a(UTC+0).csv', binanceTrades([trade(1)]));
    const stated = stateVenue('bybit');
    importText('b(UTC+0).csv', binanceTrades([trade(2)]));
    valueOf(undoChange(context, stated, null));
    valueOf(undoChange(context, first, null));
    expect(venue()).not.toBe('bybit');
    valueOf(redoChange(context, stated, null));
    expect(venue()).toBe('bybit');
  });
});

test('a price of a list that only repeated a statement comes back with the list, older than what was stated since', () => {
  inVault(({ context, importText, markOf, stateMark }) => {
    const time = Date.UTC(2026, 2, 1);
    const stated = stateMark('100', time);
    importText(
      'marks.csv',
      'instrument,price,time\nBTC/USDT,100,2026-03-01T00:00:00Z\nBTC/USDT,7,2026-03-02T00:00:00Z\n',
    );
    const since = stateMark('120', time);
    valueOf(undoChange(context, stated, null));
    expect(markOf(time)).toBe('120');
    valueOf(undoChange(context, since, null));
    expect(markOf(time)).toBe('100');
    valueOf(redoChange(context, since, null));
    expect(markOf(time)).toBe('120');
  });
});

test('a list that states prices of "now" says at redo what it said then', () => {
  inVault(({ context, importText, markOf }) => {
    const id = importText('now.csv', 'instrument,price\nBTC/USDT,100\n');
    importText('other.csv', 'instrument,price,time\nBTC/USDT,7,2026-03-02T00:00:00Z\n');
    valueOf(undoChange(context, id, null));
    importText('third.csv', 'instrument,price,time\nBTC/USDT,8,2026-03-03T00:00:00Z\n');
    const later: ServiceContext = { ...context, now: () => epochMs(now + 86_400_000) };
    valueOf(redoChange(later, id, null));
    expect(markOf(now)).toBe('100');
    expect(markOf(now + 86_400_000)).toBeNull();
  });
});
