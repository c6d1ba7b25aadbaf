import { expect, test } from 'vitest';
import type { Judgement } from '../../shared/contract/limits.ts';
import type { Cell } from '../../shared/contract/views.ts';
import type { AssessedWhatIf, Compared, ComparedFigure, ComparedPosition } from '../../shared/contract/whatif.ts';
import { mainBook } from '../views/testing/small-risk-document.ts';
import { snapshotTables } from './snapshot-csv.ts';
import { snapshotHtml } from './snapshot-html.ts';
import { noOutlook, snapshotOf, type Snapshot } from './snapshot.ts';

const cell = (value: number | null, flags: readonly string[] = []): Cell => ({
  value,
  status: value === null ? 'missing-data' : 'value',
  reason: value === null ? 'The wallet is not known.' : null,
  mend: null,
  flags: [...flags],
});

function compared(actual: number | null, whatIf: number | null, flags: readonly string[] = []): Compared {
  const difference = actual === null || whatIf === null ? null : whatIf - actual;
  return {
    actual: cell(actual),
    whatIf: cell(whatIf, flags),
    difference,
    differenceReason: difference === null ? 'Now: The wallet is not known.' : null,
  };
}

const figure = (id: string, unit: string, scope: string, values: Compared): ComparedFigure => ({
  id,
  scope,
  unit,
  ...values,
});

const position = (index: number): ComparedPosition => ({
  account: 'Main',
  instrument: `COIN${index}/USDT:USDT`,
  side: 'long',
  scope: `position:Main/COIN${index}/USDT:USDT/long`,
  quantity: compared(1, 1.5),
  entryPrice: compared(100, 100),
  liquidationLower: compared(50, 60, ['tier-table-old']),
  liquidationUpper: compared(null, null),
  isChanged: true,
});

const judgement: Judgement = {
  rule: 'margin-ratio',
  scope: 'pool:Main/cross',
  subject: null,
  figure: cell(0.1),
  unit: 'fraction',
  limit: 0.5,
  room: 0.4,
  verdict: 'pass',
  isWorse: false,
};

const plain: AssessedWhatIf = {
  label: 'More',
  isKept: true,
  tickets: [{ kind: 'top-up', account: 'Main', asset: 'USDT', amount: '-100' }],
  fault: null,
  effects: [],
  comparison: { figures: [], positions: [], ladder: null, events: null },
  limits: null,
  largestSize: null,
  notes: [],
};

function snapshotWith(one: Partial<AssessedWhatIf>): Snapshot {
  const { risk, positions } = mainBook();
  const whatIfs = {
    schema: 'ballast.whatif/1',
    hypothetical: true,
    asOf: '2026-03-10T12:00:00Z',
    engine: 'test',
    base: 'USD',
    whatIfs: [{ ...plain, ...one }],
    assets: [],
    assumptions: [],
    excluded: [],
  } as const;
  const outlook = {
    ...noOutlook,
    whatIfs: { ...whatIfs, whatIfs: [...whatIfs.whatIfs], assets: [], assumptions: [], excluded: [] },
  };
  return snapshotOf(risk, positions, { rates: [], positions: [] }, outlook);
}

function printed(one: Partial<AssessedWhatIf>): string {
  const html = snapshotHtml(snapshotWith(one));
  const section = html.split('<section>').find((each) => each.startsWith('<h2>What-ifs</h2>')) ?? '';
  return section.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

test('the book always, anything else only where it changes by more than floats do by themselves', () => {
  const figures = [
    figure('equity', 'money', 'book', compared(1000, 1000)),
    figure('equity', 'money', 'account:Main', compared(1000, 1000 + 1e-7)),
    figure('effectiveLeverage', 'multiple', 'account:Main', compared(2, 2.5)),
    figure('marginRatio', 'fraction', 'account:Main', compared(0.2, 0.1, ['tier-table-old'])),
    figure('distanceSigma', 'sigma', 'account:Main', compared(2, 1)),
    figure('equity', 'money', 'account:Gone', compared(null, 5)),
    figure('equity', 'money', 'account:Dark', compared(null, null)),
  ];
  const text = printed({ comparison: { figures, positions: [], ladder: null, events: null } });
  expect(text).toContain('Take 100 USDT out of Main.');
  expect(text).toContain('Equity the whole book 1,000 1,000 0');
  expect(text).not.toContain('Equity Main');
  expect(text).toContain('Effective leverage Main 2.00× 2.50× +0.50×');
  expect(text).toContain('Margin ratio Main 20.0 % 10.0 % ≈ −10.0 %');
  expect(text).toMatch(/2\.0 1\.0 −1\.0/);
  expect(text).toContain('Equity Gone missing 5 – Now: The wallet is not known.');
  expect(text).not.toContain('Dark');
  expect(text).toContain('≈ a margin table older than 90 days.');
  expect(text).toContain('No position and no liquidation price changes.');
});

test('fifteen figures and fifteen positions stand on paper, with a line for the rest; the tables hold all', () => {
  const figures = Array.from({ length: 16 }, (_, index) =>
    figure('equity', 'money', `account:A${index}`, compared(1, 2)),
  );
  const positions = [
    ...Array.from({ length: 17 }, (_, index) => position(index)),
    { ...position(99), isChanged: false },
  ];
  const comparison = { figures, positions, ladder: null, events: null };
  const text = printed({ comparison });
  expect(text).toContain('1 more figure of 16 stands in the CSV table what-if-figures and in the JSON.');
  expect(text).toContain('2 more positions of 17 stand in the CSV table what-if-positions and in the JSON.');
  expect(text).toContain('COIN14/USDT:USDT, long Main +1 +1.5 100.00 50.000 60.000 ≈ missing');
  expect(text).not.toContain('COIN15');
  const rows = (name: string): number => {
    const table = snapshotTables(snapshotWith({ comparison })).find((one) => one.name === name);
    return (table?.text.trimEnd().split('\r\n').length ?? 0) - 1;
  };
  expect(rows('what-if-figures')).toBe(16);
  expect(rows('what-if-positions')).toBe(18);
});

test('departures in order, those that are not known apart, another order named', () => {
  const pools = Array.from({ length: 10 }, (_, index) => ({
    account: `A${index}`,
    pool: 'cross',
    shockFraction: -0.05 * (index + 1),
  }));
  const ladder = {
    asset: 'BTC',
    beta: 1,
    sides: [
      {
        side: 'down' as const,
        nearest: compared(-0.05, -0.1),
        actual: { order: pools, unknown: [] },
        whatIf: { order: [], unknown: [{ account: 'Dark', pool: 'cross' }] },
        isReordered: true,
      },
    ],
  };
  const text = printed({ comparison: { figures: [], positions: [], ladder, events: null } });
  expect(text).toContain('BTC falls, actual A0, cross −5.00 %; A1, cross −10.0 %;');
  expect(text).toContain('A7, cross −40.0 %; then 2 more, in the CSV table what-if-departures and in the JSON.');
  expect(text).not.toContain('A8, cross');
  expect(text).toContain(
    'BTC falls, what-if none that is known. Not known, since a figure is missing: Dark, cross. Another order.',
  );
});

test('of limits only what is not passed, the worst first, and how many are; the largest size and why no more', () => {
  const limits = {
    judgements: [
      judgement,
      { ...judgement, verdict: 'cannot-be-judged' as const, figure: cell(null), room: null },
      { ...judgement, verdict: 'fails-already' as const, isWorse: true },
      {
        ...judgement,
        rule: 'book-leverage' as const,
        scope: 'book',
        unit: 'multiple' as const,
        verdict: 'fail' as const,
      },
    ],
    binding: { rule: 'book-leverage' as const, scope: 'book' },
  };
  const largestSize = {
    unit: 'contracts' as const,
    amount: '0.5',
    step: '0.001',
    reason: null,
    stoppedBy: [{ rule: 'book-leverage', scope: 'book' }],
  };
  const text = printed({ limits, largestSize });
  expect(text).toMatch(
    /fails Margin ratio .* fails already, then worse Margin ratio .* cannot be judged The wallet is not known\./,
  );
  expect(text).not.toContain('passes');
  expect(text).toContain('1 of 4 verdicts pass: they stand in the CSV table what-if-limits and in the JSON.');
  expect(text).toContain(
    'Which binds first is not known: 1 limit cannot be judged. Of the others Leverage of the book, the whole book has the least room.',
  );
  expect(text).toContain(
    'The largest what-if size at which no limit fails newly: 0.5, in steps of 0.001. One step further breaks Leverage of the book (the whole book).',
  );
  const none = printed({
    largestSize: { ...largestSize, unit: 'base', amount: null, reason: 'Nothing passes.', stoppedBy: [] },
  });
  expect(none).toContain('no limit fails newly: none, in steps of 0.001. Nothing passes.');
});
