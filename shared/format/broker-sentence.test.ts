import { expect, test } from 'vitest';
import { brokerSentence } from './broker-sentence.ts';

test('what the broker says, and how far ours is from it', () => {
  const printed = {
    scope: 'position:A/X/long',
    measure: 'liquidationPrice.lower',
    price: 52.5,
    time: '2026-05-31T18:30:00Z',
    timeMs: Date.UTC(2026, 4, 31, 18, 30),
    ours: 50,
    difference: -2.5,
    reason: null,
  } as const;
  const says = (say: object) => brokerSentence({ ...printed, ...say }, (value) => value.toFixed(1));
  const said = "The broker's own report of 2026-05-31 18:30 UTC says 52.5.";
  expect(says({})).toBe(`${said} Ours is 2.5 lower.`);
  expect(says({ difference: 2.5 })).toBe(`${said} Ours is 2.5 higher.`);
  expect(says({ difference: -0.04 })).toBe(`${said} Ours is the same.`);
  expect(says({ difference: null, reason: 'Ours is missing.' })).toBe(`${said} Ours is missing.`);
  expect(says({ difference: null })).toBe(said);
});
