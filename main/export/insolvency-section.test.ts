import { expect, test } from 'vitest';
import type { InsolvencyDocument, InsolvencyEnding, InsolvencyFigure } from '../../shared/contract/insolvency.ts';
import { mainBook } from '../views/testing/small-risk-document.ts';
import { snapshotTables } from './snapshot-csv.ts';
import { snapshotHtml } from './snapshot-html.ts';
import { noOutlook, snapshotOf, type Snapshot } from './snapshot.ts';

const known = (value: number): InsolvencyFigure => ({ status: 'value', value, reason: null, mend: null, flags: [] });
const missing: InsolvencyFigure = {
  status: 'missing-data',
  value: null,
  reason: 'the wallet is not known',
  mend: 'State the wallet.',
  flags: [],
};
const none: InsolvencyFigure = { ...missing, status: 'none', reason: 'No price takes it.', mend: null };

const ending: InsolvencyEnding = {
  account: 'Main',
  pool: 'cross',
  instrument: 'BTC/USDT:USDT',
  scope: 'position:Main/BTC/USDT:USDT/long',
  side: 'down',
  mark: 60_000,
  equity: known(1_000),
  liquidationPrice: known(50_000),
  bankruptcyPrice: known(48_000),
  bufferFraction: known(0.04),
  bufferMoney: known(200),
  distanceFraction: known(-0.2),
  distanceSigma: known(8),
  equityAfter: known(150),
  shortfall: known(77),
  expectedDebt: known(3),
  debtProbability: known(0.01),
  waterfall: null,
  bearers: ['insurance-fund', 'trader'],
};

function snapshotWith(endings: readonly InsolvencyEnding[], more: Partial<InsolvencyDocument> = {}): Snapshot {
  const { risk, positions } = mainBook();
  const insolvency: InsolvencyDocument = {
    schema: 'ballast.insolvency/1',
    asOf: '2026-03-10T12:00:00Z',
    engine: 'test',
    base: 'USD',
    gapFraction: 0.1,
    delayHours: 1.5,
    endings: [...endings],
    adl: [],
    hedges: [],
    assumptions: [],
    excluded: [],
    ...more,
  };
  return snapshotOf(risk, positions, { rates: [], positions: [] }, { ...noOutlook, insolvency });
}

function printed(snapshot: Snapshot): string {
  const section = snapshotHtml(snapshot)
    .split('<section>')
    .find((each) => each.startsWith('<h2>Insolvency</h2>'));
  return (section ?? '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

test('the nearest to bankruptcy first; what is not known stands before what has no such price', () => {
  const rows = [
    { ...ending, instrument: 'NONE', bankruptcyPrice: none, distanceFraction: none, shortfall: none },
    { ...ending, instrument: 'DARK', bankruptcyPrice: missing, distanceFraction: missing, shortfall: missing },
    { ...ending, instrument: 'FAR', distanceFraction: known(0.5), shortfall: known(0) },
    { ...ending, instrument: 'NEAR', bearers: null },
    { ...ending, instrument: 'NEARER', distanceFraction: known(-0.1) },
  ];
  const text = printed(snapshotWith(rows));
  expect(text).toContain('The jump is 10.0 % against the pool at once;');
  expect(text).toContain('when the exit comes 1.5 h after the call');
  expect(text).toContain(
    'NEARER Main, cross 60,000.0 50,000.0 48,000.0 −10.0 % 8.0 200 77 3 The debt is borne by the insurance fund, then you.',
  );
  expect(text).toContain('−20.0 % 8.0 200 77 3 Who bears the debt is not known.');
  expect(text).toContain('FAR Main, cross 60,000.0 50,000.0 48,000.0 +50.0 % 8.0 200 0 3 DARK');
  expect(text).toContain('The wallet is not known. State the wallet. NONE');
});

test('twenty positions, fifteen winners and fifteen hedges stand on paper; the tables hold all', () => {
  const leg = {
    account: 'Main',
    instrument: 'BTC/USDT:USDT',
    side: 'long',
    scope: 'position:Main/BTC/USDT:USDT/long',
  } as const;
  const winner = { ...leg, venue: 'bybit', unrealizedPnl: 5, score: missing, order: null };
  const hedge = {
    asset: 'BTC',
    winning: leg,
    other: leg,
    naked: -5,
    netBefore: known(1),
    netAfter: missing,
    liquidationNow: none,
    liquidationAfter: known(70_000),
  };
  const of = <Row>(count: number, row: Row): Row[] => Array.from({ length: count }, () => row);
  const snapshot = snapshotWith(of(22, ending), { adl: of(16, winner), hedges: of(17, hedge) });
  const text = printed(snapshot);
  expect(text).toContain('2 more positions of 22 stand in the CSV table insolvency and in the JSON.');
  expect(text).toContain('1 more position of 16 stands in the CSV table insolvency-adl and in the JSON.');
  expect(text).toContain('2 more hedges of 17 stand in the CSV table insolvency-hedges and in the JSON.');
  expect(text).toContain('– BTC/USDT:USDT, long Main +5 missing The wallet is not known. State the wallet.');
  expect(text).toContain('long Main BTC/USDT:USDT, long Main −5 +1 missing none 70,000.0 The wallet is not known.');
  const rows = (name: string): number | undefined =>
    snapshotTables(snapshot)
      .find((one) => one.name === name)
      ?.text.trimEnd()
      .split('\r\n').length;
  expect([rows('insolvency'), rows('insolvency-adl'), rows('insolvency-hedges')]).toEqual([23, 17, 18]);
  const table = snapshotTables(snapshot).find(({ name }) => name === 'insolvency-adl');
  expect(table?.text).toContain(',Main,bybit,BTC/USDT:USDT,long,5,,missing-data: the wallet is not known\r\n');
});
