import { expect, test } from 'vitest';
import { decimal } from '../fixtures/events.ts';
import { scaledOf } from '../../../shared/units/decimal.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { judgeLiquidation, type LiquidationFacts } from './liquidation-cause.ts';

const timeMs = epochMs(Date.UTC(2026, 4, 31, 18, 30));

/** Nothing is assumed: 500 AVAX isolated, its margin stated, the venue's table of May; ours 54.2. */
const known: LiquidationFacts = {
  account: 'Perps',
  venue: 'binance-usdm',
  instrument: 'AVAX/USDT:USDT',
  settleAsset: 'USDT',
  timeMs,
  reported: scaledOf(decimal('52')),
  derived: scaledOf(decimal('54.2')),
  reason: null,
  mend: null,
  flags: [],
  isIsolated: true,
  isWalletHeld: false,
  oldestOtherMs: null,
  tierTable: { origin: 'imported', validFrom: '2026-05-01' },
};

function judged(more: Partial<LiquidationFacts>): readonly [string, string | null, string | null] {
  const verdict = judgeLiquidation({ ...known, ...more });
  return verdict.kind === 'agrees'
    ? ['agrees', null, null]
    : [verdict.kind, verdict.cause.kind, verdict.mend.action?.kind ?? null];
}

test('prices agree within a tenth of a percent of what is printed, on either side, whatever ours rests on', () => {
  expect(judged({ derived: scaledOf(decimal('52.052')) })).toEqual(['agrees', null, null]);
  expect(judged({ derived: scaledOf(decimal('51.948')) })).toEqual(['agrees', null, null]);
  expect(judged({ derived: scaledOf(decimal('51.947')), flags: ['flat-rate-tiers'] })[0]).toBe('noted');
  expect(judged({ derived: scaledOf(decimal('52.053')) })[0]).toBe('differs');
  expect(judged({ derived: scaledOf(decimal('52')), flags: ['flat-rate-tiers'] })[0]).toBe('agrees');
});

test('with nothing assumed the account differs', () => {
  expect(judged({})).toEqual(['differs', 'not-explained', 'import-margin-table']);
  const cross = { isIsolated: false, isWalletHeld: true, oldestOtherMs: epochMs(timeMs - 60_000) };
  expect(judged(cross)).toEqual(['differs', 'not-explained', 'import-margin-table']);
  // That ours finds no price at all on that side is a difference, too.
  const none = judgeLiquidation({ ...known, derived: null, reason: 'No price below does it.' });
  expect(none).toMatchObject({ kind: 'differs', cause: { text: expect.stringContaining('No price below does it.') } });
});

test('what is assumed is the likely cause, and the line is for information', () => {
  expect(judged({ venue: null, flags: ['flat-rate-tiers'] })).toEqual(['noted', 'margin-table', 'account-settings']);
  expect(judged({ flags: ['flat-rate-tiers', 'isolated-margin-assumed'] })).toEqual([
    'noted',
    'margin-table',
    'import-margin-table',
  ]);
  const old = judgeLiquidation({
    ...known,
    flags: ['tier-table-old'],
    tierTable: { origin: 'shipped', validFrom: '2026-01-02' },
  });
  expect(old).toMatchObject({ kind: 'noted', cause: { text: expect.stringContaining('2026-01-02') } });
  expect(judged({ flags: ['isolated-margin-assumed'] })).toEqual(['noted', 'assumed-margin', 'isolated-margin']);
  const cross = { isIsolated: false, isWalletHeld: true };
  expect(judged({ ...cross, oldestOtherMs: epochMs(timeMs - 60_001) })).toEqual(['noted', 'marks', 'import-files']);
  expect(judged({ ...cross, isWalletHeld: false })).toEqual(['noted', 'wallet', 'state-wallet']);
  expect(judged({ flags: ['venue-rules-unknown'] })).toEqual(['noted', 'venue-rules', null]);
  const other = judgeLiquidation({ ...known, flags: ['collateral-ratio-unknown'] });
  expect(other).toMatchObject({
    kind: 'noted',
    cause: { text: expect.stringContaining('without the venue’s haircut') },
  });
});

test('what is not known says why, and asks for the wallet of a cross pool or the prices of an isolated position', () => {
  const gap = { derived: null, reason: 'The USDT wallet of Perps is not known.', mend: 'State the wallet.' };
  expect(judged({ ...gap, isIsolated: false })).toEqual(['noted', 'missing-input', 'state-wallet']);
  expect(judged({ ...gap, isIsolated: true })).toEqual(['noted', 'missing-input', 'import-files']);
  expect(judgeLiquidation({ ...known, ...gap })).toMatchObject({
    cause: { text: 'Ours is not known: The USDT wallet of Perps is not known.' },
    mend: { text: 'State the wallet.', action: { kind: 'import-files', untilMs: timeMs } },
  });
});
