import { formatScaled, isScaled, parseScaled } from '../../shared/units/decimal.ts';
import { closedDigest } from './closed-digest.ts';
import type { Expected, ExpectedPosition, ExpectedReading } from './expected.ts';
import type { Found } from './import-sample.ts';

type FoundPosition = Found['positions'][number];

/** Every difference between what a file means and what Ballast made of it, one sentence each; none where all is right. */
export function compare(expected: Expected, found: Found): readonly string[] {
  const { error, format } = found.report;
  if ('refused' in expected) {
    if (error === null)
      return [
        `must be refused as ${expected.refused}, is read as ${format}: work its figures out and put them in the table`,
      ];
    return same('refusal', expected.refused, error.code);
  }
  if (error !== null) return [`must be read as ${expected.format}, is refused: ${error.code}: ${error.message}`];
  return [
    ...compareReport(expected, found),
    ...comparePositions(expected, found.positions),
    ...compareCash(expected, found.balances),
  ];
}

function compareReport(expected: ExpectedReading, { report, events }: Found): readonly string[] {
  const ignored = report.ignored.reduce((sum, { count }) => sum + count, 0);
  const codes = report.failures.map(({ code }) => code).toSorted();
  return [
    ...same('format', expected.format, report.format),
    ...same('rows', expected.rows, report.rows),
    ...same('accepted', expected.accepted, report.accepted),
    ...same('duplicates', 0, report.duplicates),
    ...same('ignored', expected.ignored, ignored),
    ...same('failures', expected.failures.toSorted().join(' '), codes.join(' ')),
    ...same('assumed', expected.assumed.join(' '), report.assumed.join(' ')),
    ...same('events', countsText(expected.events), countsText(report.events)),
    ...same('first event', expected.first ?? null, events.at(0)?.time ?? null),
    ...same('last event', expected.last ?? null, events.at(-1)?.time ?? null),
  ];
}

function comparePositions(expected: ExpectedReading, positions: readonly FoundPosition[]): readonly string[] {
  const accounts = new Set(positions.map(({ account }) => account)).size;
  const nameOf = (one: FoundPosition) => (accounts > 1 ? `${one.account}/${one.instrument}` : one.instrument);
  const found = new Map(positions.map((one) => [nameOf(one), one]));
  const named = Object.entries(expected.positions).flatMap(([name, one]) => {
    const position = found.get(name);
    return position === undefined ? [`${name} is missing`] : comparePosition(name, one, position);
  });
  const rest = [...found].filter(([name]) => !(name in expected.positions));
  if (expected.closedRest === undefined)
    return [...named, ...rest.map(([name, one]) => `${name} (${one.status}) is too much`)];
  return [...named, ...compareClosedRest(expected.closedRest, rest)];
}

function compareClosedRest(
  expected: NonNullable<ExpectedReading['closedRest']>,
  rest: readonly (readonly [string, FoundPosition])[],
): readonly string[] {
  const notClosed = rest.filter(([, one]) => one.status !== 'closed' || one.realizedPnl === null);
  if (notClosed.length > 0) return notClosed.map(([name, one]) => `${name} must be closed, is ${one.status}`);
  const realised = rest.map(([instrument, one]) => ({ instrument, realizedPnl: one.realizedPnl ?? '' }));
  const fees = Map.groupBy(
    rest.flatMap(([, one]) => one.fees),
    ({ asset }) => asset,
  );
  const feeSums = [...fees].map(([asset, some]) => ({ asset, amount: sumText(some.map(({ amount }) => amount)) }));
  const digest = closedDigest(realised);
  return [
    ...same('closed instruments', expected.count, rest.length),
    ...sameFigure(
      'realised profit of the closed',
      expected.realizedPnl,
      sumText(realised.map((one) => one.realizedPnl)),
    ),
    ...compareFees('fees of the closed', expected.fees, feeSums),
    ...(digest === expected.digest ? [] : [`the realised profit of a closed instrument differs (digest ${digest})`]),
  ];
}

function comparePosition(name: string, expected: ExpectedPosition, found: FoundPosition): readonly string[] {
  return [
    ...same(`${name} status`, expected.status, found.status),
    ...sameFigure(`${name} quantity`, expected.quantity ?? null, found.quantity),
    ...sameFigure(`${name} average price`, expected.averagePrice ?? null, found.averagePrice),
    ...sameFigure(`${name} realised profit`, expected.realizedPnl ?? null, found.realizedPnl),
    ...compareFees(`${name} fees`, expected.fees, found.fees),
    ...sameFigure(`${name} funding`, expected.funding, found.funding),
  ];
}

function compareCash(expected: ExpectedReading, balances: Found['balances']): readonly string[] {
  const accounts = new Set(balances.map(({ account }) => account)).size;
  const found = new Map(balances.map((one) => [accounts > 1 ? `${one.account}/${one.asset}` : one.asset, one]));
  const named = Object.entries(expected.cash).flatMap(([asset, { amount, status }]) => {
    const balance = found.get(asset);
    if (balance === undefined) return [`cash ${asset} is missing`];
    return [
      ...same(`cash ${asset}`, status, balance.status),
      ...(amount === undefined ? [] : sameFigure(`cash ${asset}`, amount, balance.amount)),
    ];
  });
  return [
    ...named,
    ...[...found.keys()].filter((asset) => !(asset in expected.cash)).map((asset) => `cash ${asset} is too much`),
  ];
}

function compareFees(
  what: string,
  expected: Readonly<Record<string, string>>,
  found: readonly { readonly asset: string; readonly amount: string }[],
): readonly string[] {
  const byAsset = new Map(found.map(({ asset, amount }) => [asset, amount]));
  const assets = [...new Set([...Object.keys(expected), ...byAsset.keys()])].toSorted();
  return assets.flatMap((asset) =>
    sameFigure(`${what} in ${asset}`, expected[asset] ?? '0', byAsset.get(asset) ?? '0'),
  );
}

/** A figure worked out by hand is written to fifteen decimals, so the last ones may differ. */
const tolerance = 10n ** 6n; // 1e-12

function sameFigure(what: string, expected: string | null, found: string | null): readonly string[] {
  if (expected === null || found === null) return same(what, expected, found);
  const [a, b] = [scaled(expected), scaled(found)];
  const apart = a > b ? a - b : b - a;
  return apart <= tolerance ? [] : [`${what} must be ${expected}, is ${found}`];
}

function same(what: string, expected: string | number | null, found: string | number | null): readonly string[] {
  if (expected === found) return [];
  return [`${what} must be ${shown(expected)}, is ${shown(found)}`];
}

function shown(value: string | number | null): string {
  return value === null || value === '' ? 'none' : `${value}`;
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some
    .map(([kind, count]) => `${count} ${kind}`)
    .toSorted()
    .join(', ');
}

function sumText(amounts: readonly string[]): string {
  const total = amounts.reduce((sum, amount) => sum + scaled(amount), 0n);
  return formatScaled(total);
}

function scaled(text: string): bigint {
  const amount = parseScaled(text);
  if (!isScaled(amount)) throw new Error(`"${text}" is no amount`);
  return amount;
}
