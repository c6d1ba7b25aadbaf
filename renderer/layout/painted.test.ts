import { expect, test } from 'vitest';
import { paintedText } from './painted.ts';

test('the window is ready once every visible panel is', () => {
  expect(paintedText(new Map([['exposures', true]]))).toBe('ready');
});

test('a panel that still waits is named', () => {
  const panels = new Map([
    ['exposures', true],
    ['ladder', false],
    ['drawdown', false],
  ]);
  expect(paintedText(panels)).toBe('incomplete:ladder,drawdown');
});

test('a window without any part has painted nothing', () => {
  expect(paintedText(new Map())).toBe('incomplete:window');
});
