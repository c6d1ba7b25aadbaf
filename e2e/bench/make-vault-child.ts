/**
 * `node make-vault-child.ts VAULT EVENTS`: makes a vault of invented fills over ten years in four accounts, with a deposit
 * each and daily closes, as imports of up to a million rows. Prints one JSON document (`MadeVault`).
 */
import { openVault } from '../../db/open.ts';
import type { Vault } from '../../db/open.ts';
import type { FillEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { success, type Result } from '../../shared/result/result.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { endOfUtcDay, epochMs } from '../../shared/units/unit.ts';

/** How long it took. */
export interface MadeVault {
  readonly seconds: number;
}

const firstDay = Date.UTC(2016, 0, 1) / 86_400_000;
const days = 3650;
const rowsOfImport = 1_000_000;
const accounts = ['one', 'two', 'three', 'four'];
const contracts = [91_000, 3_100, 147, 2.1, 0.148, 14, 16, 0.45].map((price, index) => ({
  instrument: `COIN${index + 1}/USDT:USDT` as InstrumentSymbol,
  prices: Array.from({ length: 500 }, (_, at) => priceText(price * (1 + ((at * 7919) % 1000) / 50_000))),
}));

function priceText(price: number): Decimal {
  // Canonical decimal text has no zeros at its end.
  return String(Number(price.toPrecision(6))) as Decimal;
}

/** @throws Error where the vault cannot be made */
function makeVault(path: string, events: number): MadeVault {
  const begun = performance.now();
  const vault = valueOf(openVault(path, 'create'));
  change(vault, (changeId) => {
    for (const account of accounts) {
      vault.accounts.state(changeId, account, { key: 'named', value: '' });
      vault.accounts.state(changeId, account, { key: 'venue', value: 'binance-usdm' });
      vault.events.insert(changeId, account, {
        kind: 'deposit',
        asset: 'USDT',
        amount: '5000000' as Decimal,
        timeMs: epochMs(firstDay * 86_400_000),
        instrument: null,
        grain: 'own',
        balanceAfter: null,
        sourceId: null,
        flags: ['stated'],
      });
    }
    for (let day = 0; day < days; day += 1)
      for (const { instrument, prices } of contracts)
        vault.marks.insert(changeId, {
          instrument,
          timeMs: endOfUtcDay(firstDay + day),
          price: prices[day % prices.length] as Decimal,
          origin: 'close',
        });
  });
  for (let from = 0; from < events; from += rowsOfImport)
    change(vault, (changeId) => addFills(vault, changeId, from, Math.min(events, from + rowsOfImport), events));
  vault.close();
  return { seconds: (performance.now() - begun) / 1000 };
}

/** Newest first, as Binance writes its files. */
function addFills(vault: Vault, changeId: number, from: number, to: number, all: number): void {
  const writer = vault.events.writer(changeId, accounts[(from / rowsOfImport) % accounts.length] as string);
  const step = ((days - 1) * 86_400_000) / all;
  for (let row = to - 1; row >= from; row -= 1) {
    const place = to - 1 - row;
    writer.add(fillAt(row, firstDay * 86_400_000 + Math.floor((row + 1) * step)), {
      line: place + 2,
      byteOffset: place * 120,
      byteLength: 120,
      dedupeHash: BigInt.asIntN(64, BigInt(row + 1) * 0x9e3779b97f4a7c15n),
      sequence: place,
    });
  }
  writer.finish();
}

/** Each contract is bought and sold in turn, a little more bought than sold. */
function fillAt(row: number, timeMs: number): FillEvent {
  const { instrument, prices } = contracts[row % contracts.length] as (typeof contracts)[number];
  const turn = Math.floor(row / contracts.length);
  return {
    kind: 'trade',
    timeMs: epochMs(timeMs),
    instrument,
    side: turn % 2 === 0 ? 'buy' : 'sell',
    quantity: '0.25' as Decimal,
    price: prices[(turn * 31) % prices.length] as Decimal,
    fee: { asset: 'USDT', amount: '0.0125' as Decimal },
    positionSide: null,
    effect: null,
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
    sourceId: null,
    flags: [],
  };
}

function change(vault: Vault, body: (changeId: number) => void): void {
  valueOf(
    vault.changes.make('import', epochMs(Date.now()), (changeId) => {
      body(changeId);
      return success({ keep: true, description: 'invented fills', value: null });
    }),
  );
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.fault.code}: ${result.fault.message}`);
}

if (import.meta.main) {
  const [path, events] = process.argv.slice(2);
  if (path === undefined || events === undefined) throw new Error('usage: make-vault-child.ts VAULT EVENTS');
  console.log(JSON.stringify(makeVault(path, Number(events))));
}
