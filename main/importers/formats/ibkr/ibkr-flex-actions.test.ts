import { expect, test } from 'vitest';
import type { RowOutcome } from '../../importer.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { ibkrFlex } from './ibkr-flex.ts';

type Attributes = Readonly<Record<string, string>>;

/** What the rows of one action turn out to be. */
function outcomes(...rows: readonly Attributes[]): readonly RowOutcome[] {
  const elements = rows.map((row) => {
    const all = { assetCategory: 'STK', currency: 'USD', dateTime: '20260609;202500', proceeds: '0', ...row };
    const texts = Object.entries(all).map(([name, text]) => `${name}="${text}"`);
    return `<CorporateAction ${texts.join(' ')}/>`;
  });
  const text = `<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1">${elements.join('')}</FlexStatement></FlexStatements></FlexQueryResponse>`;
  const file = openFile('flex.xml', Buffer.from(text));
  const recognition = file.ok ? ibkrFlex.recognise(file.value.head) : null;
  if (!file.ok || recognition === null) throw new Error('not recognised');
  const reader = recognition.reader({ zone: utcZone, dateOrder: null, instrument: null });
  file.value.walk((record) => reader.row(record));
  return reader.finish().map(({ outcome }) => outcome);
}

/** The events and the symbols whose terms are kept with them; of rows that fail the code and the instrument. */
function told(...rows: readonly Attributes[]): readonly unknown[] {
  return outcomes(...rows).map((outcome) => {
    if (outcome.kind === 'failed') return [outcome.code, outcome.instrument];
    if (outcome.kind !== 'event') return outcome.kind;
    return { ...outcome.event, terms: outcome.terms?.map(({ symbol }) => symbol) };
  });
}

const unproven = (...symbols: readonly string[]) => symbols.map((symbol) => ['corporate-action', symbol]);

const old = (quantity: string, more: Attributes = {}): Attributes => ({
  symbol: 'PICK.OLD',
  quantity,
  description: 'PICK(CA1) SPLIT 1 FOR 25 (PICK.OLD, PICKS CORP, CA1)',
  ...more,
});
const fresh = (quantity: string, more: Attributes = {}): Attributes => ({
  symbol: 'PICK',
  quantity,
  description: 'PICK(CA1) SPLIT 1 FOR 25 (PICK, PICKS CORP, CA2)',
  ...more,
});

test('old and new shares of a split are one event in any order, long or short, but for a fraction of a share', () => {
  const split = [{ kind: 'split', instrument: 'PICK', from: '25', to: '1', into: null, terms: ['PICK', 'PICK'] }];
  expect(told(old('-1200'), fresh('48'))).toMatchObject(split);
  expect(told(fresh('48'), old('-1200'))).toMatchObject(split);
  expect(told(old('1200'), fresh('-48'))).toMatchObject(split);
  // 1,224 old shares are 48.96 new ones: 0.96 of a share is paid in cash.
  expect(told(old('-1224'), fresh('48'))).toMatchObject(split);
  // 1,225 are 49: a whole share is missing.
  expect(told(old('-1225'), fresh('48'))).toEqual(unproven('PICK.OLD', 'PICK'));
  expect(told(old('-1200'), fresh('49'))).toEqual(unproven('PICK.OLD', 'PICK'));
  expect(told(old('-1200'), fresh('-48'))).toEqual(unproven('PICK.OLD', 'PICK'));
});

test('a split beside which cash is paid is not one, whichever row has the cash', () => {
  expect(told(old('-1200', { proceeds: '40' }), fresh('48'))).toEqual(unproven('PICK.OLD', 'PICK'));
  expect(told(old('-1200'), fresh('48', { proceeds: '40' }))).toEqual(unproven('PICK.OLD', 'PICK'));
  expect(told(old('-1200', { proceeds: '' }), fresh('48', { proceeds: '' }))).toMatchObject([{ kind: 'split' }]);
  expect(told(fresh('48', { proceeds: '40' }))).toEqual(unproven('PICK'));
  expect(told(fresh('48', { proceeds: '' }))).toMatchObject([{ kind: 'split', from: '25', to: '1' }]);
});

const axe = (quantity: string, more: Attributes = {}): Attributes => ({
  symbol: 'AXE',
  quantity,
  description: 'AXE(US3) MERGED(Acquisition) WITH US4 1 FOR 2 (AXE, AXES INC, US3)',
  actionID: '7001',
  ...more,
});
const saw = (quantity: string, more: Attributes = {}): Attributes => ({
  ...axe(quantity),
  symbol: 'SAW',
  description: 'AXE(US3) MERGED(Acquisition) WITH US4 1 FOR 2 (SAW, SAWS INC, US4)',
  ...more,
});

test('a merger takes away the shares that its description begins with, in whatever order the rows stand', () => {
  const merger = [{ kind: 'split', sourceId: '7001', instrument: 'AXE', from: '50', to: '25', into: 'SAW' }];
  expect(told(axe('-50'), saw('25'))).toMatchObject(merger);
  expect(told(saw('25'), axe('-50'))).toMatchObject(merger);
  expect(told(axe('50'), saw('-25'))).toMatchObject(merger);
  const [event] = told(axe('-50'), saw('25')) as readonly { readonly terms: unknown }[];
  expect(event?.terms).toEqual(['AXE', 'SAW']);
});

test('shares that stay under their symbol give up the old ones, not the new', () => {
  const words = 'PICK(CA1) MERGED(Acquisition) WITH CA2 1 FOR 10';
  const rows = [old('-1200', { description: words }), fresh('120', { description: words })] as const;
  expect(told(...rows)).toMatchObject([{ instrument: 'PICK', from: '1200', to: '120', into: null }]);
  expect(told(rows[1], rows[0])).toMatchObject([{ instrument: 'PICK', from: '1200', to: '120', into: null }]);
});

test('an exchange is proven by two rows without cash, one against the other, of which one is the old share', () => {
  expect(told(axe('-50', { proceeds: '80' }), saw('25'))).toEqual(unproven('AXE', 'SAW'));
  expect(told(axe('-50'), saw('25', { proceeds: '80' }))).toEqual(unproven('AXE', 'SAW'));
  expect(told(axe('-50', { proceeds: '' }), saw('25'))).toEqual(unproven('AXE', 'SAW'));
  expect(told(axe('-50'), saw('-25'))).toEqual(unproven('AXE', 'SAW'));
  expect(told(axe('50'), saw('25'))).toEqual(unproven('AXE', 'SAW'));
  expect(told(axe('-50'), saw('25'), saw('10', { symbol: 'SAWS.RT' }))).toEqual(unproven('AXE', 'SAW', 'SAWS.RT'));
  expect(told(saw('-50', { symbol: 'ADZE' }), saw('25'))).toEqual(unproven('ADZE', 'SAW'));
  expect(told(axe('-50', { description: '' }), saw('25', { description: '' }))).toEqual(unproven('AXE', 'SAW'));
});

const sold = (proceeds: string, more: Attributes = {}): Attributes => ({
  symbol: 'RAKE',
  quantity: '-40',
  proceeds,
  description: 'RAKE(US5) MERGED(Acquisition) FOR USD 12.50 PER SHARE (RAKE, RAKES INC, US5)',
  ...more,
});

test('a merger for cash sells at its price where the cash is that of the shares, to the cent', () => {
  const sale = { kind: 'trade', instrument: 'RAKE', side: 'sell', quantity: '40', price: '12.5', effect: 'close' };
  // 40 at 12.50 are 500.
  for (const proceeds of ['500', '500.01', '499.99']) expect(told(sold(proceeds))).toMatchObject([sale]);
  for (const proceeds of ['500.02', '499.98', '-500', '0', ''])
    expect(told(sold(proceeds)), proceeds).toEqual(unproven('RAKE'));
  expect(told(sold('-500', { quantity: '40' }))).toMatchObject([{ ...sale, side: 'buy' }]);
  expect(told(sold('500', { currency: 'CAD' }))).toEqual(unproven('RAKE'));
  expect(told(sold('0.01', { description: 'RAKE(US5) MERGED FOR USD 0.00 PER SHARE' }))).toEqual(unproven('RAKE'));
});

test('what a row must say and does not leaves the shares unknown', () => {
  const cases: readonly Attributes[] = [
    { quantity: '' },
    { quantity: '0' },
    { currency: '' },
    { assetCategory: 'OPT' },
    { description: 'PICK(CA1) SPLIT 0 FOR 1 (PICK, PICKS CORP, CA2)' },
    { description: 'PICK(CA1) SPLIT 1 FOR 0 (PICK, PICKS CORP, CA2)' },
    { description: 'PICK(CA1) SPINOFF 1 FOR 5 (PICK, PICKS CORP, CA2)' },
  ];
  for (const one of cases) expect(told(fresh('48', one)), JSON.stringify(one)).toEqual(unproven('PICK'));
  expect(told(fresh('48', { symbol: '' }))).toEqual([['corporate-action', null]]);
  expect(told(fresh('48'))).toMatchObject([{ kind: 'split', from: '25', to: '1' }]);
});
