import type { Found } from './import-sample.ts';

/**
 * What holds for every file, known or not: rows add up, events stand for accepted rows, and a history whose first fill
 * the file itself calls closing is incomplete. Answers each breach in a sentence.
 */
export function soundness(found: Found, lines: readonly string[]): readonly string[] {
  const { report } = found;
  const ignored = report.ignored.reduce((sum, { count }) => sum + count, 0);
  const sum = report.accepted + report.duplicates + ignored + report.failures.length;
  if (report.error !== null)
    return sum === 0 && found.events.length === 0 ? [] : ['it is refused, and yet something was taken from it'];
  return [
    ...(sum === report.rows ? [] : [`${report.rows} rows, but ${sum} accounted for`]),
    ...(report.accepted > 0 || found.events.length === 0 ? [] : ['events without an accepted row']),
    ...phantoms(found, lines),
  ];
}

/** Words by which a row says of itself that it closes something; for spot there are none. */
const closing: Readonly<Record<string, RegExp>> = {
  'binance-usdm-trades': /^$/, // its sign is a number, see `realises`
  'bybit-transaction-log': /(?:^|[,;\t"])CLOSE(?:$|[,;\t"])/,
  'hyperliquid-trades': /(?:^|[,;\t"])Close (?:Long|Short)(?:$|[,;\t"])/,
  'tastytrade-transactions': /(?:^|[,;\t"])(?:BUY|SELL)_TO_CLOSE(?:$|[,;\t"])/,
  'ibkr-flex': /<Trade [^>]*openCloseIndicator="C"/,
};

function phantoms({ report, positions, events }: Found, lines: readonly string[]): readonly string[] {
  const words = closing[report.format ?? ''];
  if (words === undefined) return [];
  const realises = profitColumn(lines);
  return positions.flatMap(({ account, instrument, status, flags }) => {
    const first = events.find(
      (event) => event.account === account && event.instrument === instrument && event.kind === 'trade',
    );
    const row = first?.line === null || first === undefined ? undefined : lines[first.line - 1];
    if (row === undefined || status === 'history-incomplete') return [];
    // A position carried over by a split or a change of symbol begins with no fill of its own.
    if (flags.includes('from-split')) return [];
    if (!words.test(row) && !realises(row)) return [];
    return [`the first fill of ${instrument} closes something, and yet its history is ${status}`];
  });
}

/** Binance prints a realised profit on a closing fill and 0 on an opening one. */
function profitColumn(lines: readonly string[]): (row: string) => boolean {
  const at = lines[0]
    ?.replaceAll(/["\uFEFF]/g, '')
    .split(/[,;\t]/)
    .indexOf('Realized Profit');
  if (at === undefined || at < 0) return () => false;
  return (row) => /[1-9]/.test(row.split(/[,;\t]/)[at] ?? '');
}
