import { expect, test } from 'vitest';
import { readStartOptions } from './start-options.ts';

const typedIn = { INIT_CWD: '/home/trader/books', HOME: '/home/trader' };

function read(...given: string[]) {
  const options = readStartOptions(given, typedIn);
  if (!options.ok) throw new Error(options.fault.message);
  return options.value;
}

test('without arguments: the window on the vault in the user data folder', () => {
  expect(read()).toEqual({
    vault: { kind: 'file', path: '/home/trader/.local/share/ballast/ballast.vault' },
    mode: { kind: 'window' },
    size: { width: 1440, height: 900 },
  });
});

test('paths are relative to where the command was typed, not to the project', () => {
  const options = read('--vault', 'my.vault', '--screenshot', '../shot.png');
  expect(options.vault).toEqual({ kind: 'file', path: '/home/trader/books/my.vault' });
  expect(options.mode).toEqual({ kind: 'screenshot', file: '/home/trader/shot.png' });
  expect(options.book).toBeUndefined();
});

test('a screenshot of nothing in particular shows the demo book, in a vault that goes away', () => {
  expect(read('--screenshot', 'a.png')).toMatchObject({ vault: { kind: 'temporary' }, book: 'demo' });
});

test('a demo book never lands in the trader’s own vault', () => {
  expect(read('--book', 'demo')).toMatchObject({ vault: { kind: 'temporary' }, book: 'demo' });
  expect(read('--book', 'demo', '--vault', 'x.vault')).toMatchObject({ vault: { kind: 'file' }, book: 'demo' });
});

test('size and theme are taken as typed', () => {
  expect(read('--size', '1024x768', '--theme', 'light')).toMatchObject({
    size: { width: 1024, height: 768 },
    theme: 'light',
  });
});

test.each([
  [['--size', 'big']],
  [['--theme', 'pink']],
  [['--nonsense']],
  [['stray']],
  [['--screenshot', 'a.png', '--no-window']],
])('%j is refused with the usage', (given) => {
  expect(readStartOptions(given, typedIn)).toMatchObject({ ok: false, fault: { code: 'usage' } });
});
