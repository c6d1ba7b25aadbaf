import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runRounds } from './rounds.ts';

// A thousand by script: `npm run -s kill`.
const count = 50;

test('killed at fifty random moments, a vault opens, every check holds, all that was acknowledged is there and nothing is half done', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-kill-'));
  const rounds = await runRounds(count, 20_261_122, folder, () => undefined);
  rmSync(folder, { recursive: true, force: true });
  expect(rounds.filter(({ faults }) => faults.length > 0)).toEqual([]);
  expect(rounds).toHaveLength(count);
  // The moments reached the work itself: else this test would prove nothing.
  expect(rounds.filter(({ struck }) => struck === 'import').length).toBeGreaterThan(0);
  expect(rounds.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(count);
}, 600_000);
