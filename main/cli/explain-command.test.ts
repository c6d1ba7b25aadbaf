import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ExplainDocument, RiskDocument } from '../../shared/contract/risk.ts';
import { refolded } from '../risk/explain/explain.ts';
import { binanceTrades, openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(async () => {
  terminal = openTestTerminal('2026-03-05T00:00:00Z');
  const rows = [{ time: '2026-03-01 10:00:00', side: 'BUY', price: '60000', quantity: '1', id: 1 }] as const;
  terminal.write('t(UTC+0).csv', binanceTrades(rows));
  await terminal.run('import', 't(UTC+0).csv', '--account', 'main');
  await terminal.run('account', 'main', '--venue', 'binance-usdm', '--wallet', 'USDT=10000@2026-03-01');
  const days = ['2026-03-01,60000', '2026-03-02,57000', '2026-03-03,59000', '2026-03-04,61000'];
  terminal.write(
    'p.csv',
    `Date,Open,High,Low,Close\n${days.map((day) => day.replace(/,(.*)/, ',$1,$1,$1,$1')).join('\n')}\n`,
  );
  await terminal.run('prices', 'p.csv', '--instrument', 'BTC/USDT:USDT');
});
afterEach(() => terminal.remove());

async function explain(...words: readonly string[]): Promise<ExplainDocument & { readonly value: number }> {
  const document = (await terminal.json('explain', ...words)) as ExplainDocument;
  const { value } = document.measure;
  if (value === null || document.tree === null) throw new Error(`${words.join(' ')}: ${document.measure.reason}`);
  expect(Math.abs(refolded(document.tree) - value)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)));
  return { ...document, value };
}

test('a figure at a rung, and the shock along an axis, are asked by the words of the ladder', async () => {
  const change = await explain('equityChange', 'pool:main/cross', '--shock', 'BTC', '--at', '-0.1');
  expect(change.value).toBeCloseTo(-6_100, 6);
  const shock = await explain('nearestShock', 'pool:main/cross', '--shock', 'BTC', '--beta', '0');
  const risk = (await terminal.json('risk', '--shock', 'BTC', '--beta', '0')) as RiskDocument;
  expect(shock.value).toBe(risk.ladder?.order.down[0]?.shockFraction);

  const alone = await terminal.run('explain', 'equity', '--at', '-0.1');
  expect(alone).toMatchObject({ code: 2, notes: expect.stringContaining('--at needs the asset') });
  const all = await terminal.run('explain', 'equity', '--shock', 'BTC', '--at', '-1');
  expect(all).toMatchObject({ code: 2, notes: expect.stringContaining('leaves no price') });
  expect((await terminal.run('explain', 'nearestShock', '--shock', 'GOLD')).code).toBe(1);
});

test('where debt begins is asked by its jump and its delay', async () => {
  // Bought at 60,000 for a fee of 0.1, marked at 61,000: down 30 % are 42,700, down a fifth 48,800; 10,000 were there.
  const scope = 'position:main/BTC/USDT:USDT/long';
  expect((await explain('shortfall', scope, '--gap', '0.3')).value).toBeCloseTo(7_300.1, 6);
  expect((await explain('shortfall', scope)).value).toBeCloseTo(1_200.1, 6);
  // Three returns are no history of 61 days.
  const debt = (await terminal.json('explain', 'expectedDebt', scope, '--delay', '4')) as ExplainDocument;
  expect(debt.measure).toMatchObject({ status: 'missing-data', value: null });
  expect(await terminal.run('explain', 'shortfall', scope, '--gap', '1')).toMatchObject({ code: 2 });
  expect(await terminal.run('explain', 'shortfall', scope, '--delay', '-1')).toMatchObject({ code: 2 });
  expect(await terminal.run('explain', 'shortfall', scope, '--delay', 'soon')).toMatchObject({ code: 2 });
});

test('every row of the drawdown’s episodes is reached by its first day', async () => {
  const { drawdown } = (await terminal.json('risk')) as RiskDocument;
  const [episode] = drawdown?.episodes ?? [];
  if (episode === undefined) throw new Error('no episode');
  const scope = `episode:book/${episode.start}`;
  expect((await explain('episodeDepth', scope)).value).toBe(episode.depth);
  expect((await explain('episodeToTrough', scope)).value).toBe(episode.toTrough);
  expect((await explain('episodeLength', scope)).value).toBe(episode.length);
  expect((await explain('episodeBack', `episode:account:main/${episode.start}`)).value).toBe(
    episode.length - episode.toTrough,
  );
  const unknown = await terminal.run('explain', 'episodeDepth', 'episode:book/2020-01-01');
  expect(unknown).toMatchObject({ code: 1, notes: expect.stringContaining(scope) });
});
