import { expect, test } from 'vitest';
import type { ExposureRow } from '../../shared/contract/risk.ts';
import { viewCalls, type ExposureGridRow } from '../../shared/contract/views.ts';
import { missing } from '../../shared/measures/outcome.ts';
import { exposuresView } from './exposures-view.ts';
import { smallMark, smallPosition } from './testing/small-holdings.ts';
import { mainBook, smallAsOfMs } from './testing/small-risk-document.ts';

const mark = smallMark(4, smallAsOfMs, false);
const call = smallPosition('ACME261218C00050000', { quantity: 3, multiplier: 100, entryPrice: 2.5, mark });
const share = smallPosition('ACME', {
  quantity: 10,
  mark: smallMark(60, smallAsOfMs, false),
  entryMissing: missing('No entry.', 'State it.'),
});

/** Main with an option and shares of which no entry is known, as the engine would list them. */
function view() {
  const { risk, book } = mainBook();
  const [main] = book.accounts;
  const [linear] = risk.exposures;
  if (main === undefined || linear === undefined) throw new Error('Main holds BTC');
  const row = (more: Partial<ExposureRow>): ExposureRow => ({
    ...linear,
    asset: 'ACME',
    side: 'long',
    share: null,
    ...more,
  });
  const rows = [
    row({
      instrument: 'ACME261218C00050000',
      quantity: 3,
      mark: 4,
      exposure: null,
      marketValue: 1200,
      strikeNotional: 15_000,
      unrealizedPnl: 450,
      reason: 'Its delta is not calculated yet.',
      mend: 'Read its market value.',
    }),
    row({ instrument: 'ACME', quantity: 10, mark: 60, exposure: 600, marketValue: 600, unrealizedPnl: null }),
  ];
  const accounts = [{ ...main, positions: [...main.positions, call, share] }];
  return exposuresView({ ...risk, exposures: [...risk.exposures, ...rows] }, { ...book, accounts }, 'asset');
}

function of(id: string): ExposureGridRow {
  const found = view().rows.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

test('an option shows its market value and its strike; its exposure is missing with the reason', () => {
  expect(of('position:Main/ACME261218C00050000/long')).toMatchObject({
    marketValue: { value: 1200, status: 'value' },
    strikeNotional: { value: 15_000, status: 'value' },
    notional: { value: null, status: 'missing-data', reason: 'Its delta is not calculated yet.' },
    pnl: { value: 450 },
    entry: { value: 2.5 },
  });
});

test('shares have a market value and no strike; an unknown entry is missing, and the profit with it', () => {
  expect(of('position:Main/ACME/long')).toMatchObject({
    marketValue: { value: 600 },
    strikeNotional: { status: 'not-applicable' },
    notional: { value: 600 },
    entry: { status: 'missing-data', reason: 'No entry.' },
    pnl: { status: 'missing-data', mend: 'State it.' },
  });
});

test('a contract on profit has neither; sums hold what has one', () => {
  expect(of('position:Main/BTC/USDT:USDT/long')).toMatchObject({
    marketValue: { status: 'not-applicable' },
    strikeNotional: { status: 'not-applicable' },
  });
  expect(of('subtotal:ACME')).toMatchObject({ marketValue: { value: 1800 }, strikeNotional: { value: 15_000 } });
  expect(view().total).toMatchObject({ marketValue: { value: 1800 } });
  expect(viewCalls['views.exposures'].output.safeParse(view()).success).toBe(true);
});
