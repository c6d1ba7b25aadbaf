import { expect, test } from 'vitest';
import { formatScaled, mulScaled, scaledOf, type Decimal } from '../units/decimal.ts';
import { futuresContract } from './futures-contracts.ts';
import { futureAsset } from './listed-asset.ts';
import { parseListed } from './listed-symbol.ts';
import { parseInstrument } from './parse-instrument.ts';

// Minimum price fluctuation and what it is worth, as the contract specifications state them (cmegroup.com, cboe.com,
// ice.com): the same fact as the multiplier, published a second way.
const ticks: Readonly<Record<string, readonly [tick: string, dollars: string]>> = {
  ES: ['0.25', '12.5'],
  MES: ['0.25', '1.25'],
  NQ: ['0.25', '5'],
  MNQ: ['0.25', '0.5'],
  RTY: ['0.1', '5'],
  M2K: ['0.1', '0.5'],
  EMD: ['0.1', '10'],
  NKD: ['5', '25'],
  YM: ['1', '5'],
  MYM: ['1', '0.5'],
  '6A': ['0.00005', '5'],
  '6B': ['0.0001', '6.25'],
  '6C': ['0.00005', '5'],
  '6E': ['0.00005', '6.25'],
  '6J': ['0.0000005', '6.25'],
  '6M': ['0.00001', '5'],
  '6N': ['0.00005', '5'],
  '6S': ['0.00005', '6.25'],
  E7: ['0.0001', '6.25'],
  J7: ['0.000001', '6.25'],
  M6A: ['0.0001', '1'],
  M6B: ['0.0001', '0.625'],
  M6E: ['0.0001', '1.25'],
  BTC: ['5', '25'],
  MBT: ['5', '0.5'],
  ETH: ['0.5', '25'],
  MET: ['0.5', '0.05'],
  SR3: ['0.0025', '6.25'],
  GE: ['0.0025', '6.25'],
  HE: ['0.025', '10'],
  LE: ['0.025', '10'],
  GF: ['0.025', '12.5'],
  LBR: ['0.5', '13.75'],
  ZT: ['0.00390625', '7.8125'],
  ZF: ['0.0078125', '7.8125'],
  ZN: ['0.015625', '15.625'],
  TN: ['0.015625', '15.625'],
  ZB: ['0.03125', '31.25'],
  UB: ['0.03125', '31.25'],
  '2YY': ['0.001', '1'],
  '5YY': ['0.001', '1'],
  '10Y': ['0.001', '1'],
  '30Y': ['0.001', '1'],
  ZC: ['0.25', '12.5'],
  ZS: ['0.25', '12.5'],
  ZW: ['0.25', '12.5'],
  KE: ['0.25', '12.5'],
  ZO: ['0.25', '12.5'],
  XC: ['0.125', '1.25'],
  XK: ['0.125', '1.25'],
  XW: ['0.125', '1.25'],
  ZL: ['0.01', '6'],
  ZM: ['0.1', '10'],
  CL: ['0.01', '10'],
  QM: ['0.025', '12.5'],
  MCL: ['0.01', '1'],
  BZ: ['0.01', '10'],
  NG: ['0.001', '10'],
  QG: ['0.005', '12.5'],
  RB: ['0.0001', '4.2'],
  HO: ['0.0001', '4.2'],
  PL: ['0.1', '5'],
  PA: ['0.5', '50'],
  GC: ['0.1', '10'],
  QO: ['0.25', '12.5'],
  MGC: ['0.1', '1'],
  SI: ['0.005', '25'],
  QI: ['0.0125', '31.25'],
  SIL: ['0.005', '5'],
  HG: ['0.0005', '12.5'],
  QC: ['0.002', '25'],
  MHG: ['0.0005', '1.25'],
  VX: ['0.05', '50'],
  VXM: ['0.05', '5'],
  CC: ['1', '10'],
  DX: ['0.005', '5'],
  SM75: ['0.01', '1'],
  SFX: ['0.01', '1'],
  SPRE: ['0.01', '1'],
  SMO: ['0.01', '1'],
};

test.each(Object.entries(ticks))('a tick of %s is worth what its exchange says', (root, [tick, dollars]) => {
  const contract = futuresContract(root);
  expect(contract?.currency).toBe('USD');
  const worth = mulScaled(scaledOf(tick as Decimal), scaledOf(contract?.multiplier ?? ('0' as Decimal)));
  expect(formatScaled(worth)).toBe(dollars);
});

test('every contract is found by the symbol that brokers write, whatever digits its root has', () => {
  for (const root of Object.keys(ticks)) {
    const parsed = parseListed(`/${root}Z6`);
    expect(parsed.ok && parsed.value.kind === 'future' && parsed.value.asset, root).toBe(futureAsset(root));
  }
});

test('a contract that the table does not have is refused, not guessed', () => {
  expect(futuresContract('QQQQ')).toBeNull();
  const parsed = parseListed('/QQZ6');
  expect(parsed.ok ? null : parsed.fault.code).toBe('futures-contract-unknown');
});

test('an option on a future says what it is by its symbol: its future, its expiry, its right and its strike', () => {
  const parsed = parseInstrument('./MESM6EXK6260529P5800');
  expect(parsed.ok && parsed.value).toMatchObject({
    kind: 'option',
    asset: '/MES',
    multiplier: '5',
    expiryMs: Date.UTC(2026, 4, 29, 21),
    strike: '5800',
    right: 'put',
  });
  const padded = parseInstrument('./6EM6 EUUK6 260508C1.125');
  expect(padded.ok && padded.value).toMatchObject({ symbol: './6EM6EUUK6260508C1.125', asset: '/6E', strike: '1.125' });
  for (const [symbol, code] of [
    ['./QQM6EXK6260529P5800', 'futures-contract-unknown'],
    ['./MESM6EXK6260230P5800', 'instrument-symbol'],
    ['./MESM6', 'instrument-symbol'],
  ] as const) {
    const refused = parseInstrument(symbol);
    expect(refused.ok ? null : refused.fault.code, symbol).toBe(code);
  }
});
