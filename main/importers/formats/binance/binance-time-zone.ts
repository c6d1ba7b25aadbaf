import type { Recognition, Zone } from '../../importer.ts';

/**
 * Binance Futures writes times in the zone chosen on its page and names that zone only in the name of the file,
 * `...(UTC+2).csv`, where `(UTC--6)` means minus six; older headers name UTC themselves, `Date(UTC)`.
 */
export function binanceZone(timeColumn: string, fileName: string): Recognition['zone'] {
  const inHeader = zoneIn(timeColumn, /\(UTC(?:([+-]{0,2})(\d{1,2})(?::?([0-5]\d))?)?\)/i);
  if (inHeader !== null) return { kind: 'known', zone: inHeader, from: `the header ${timeColumn.trim()}` };
  const inName = zoneIn(fileName, /\(UTC(?:([+-]{0,2})(\d{1,2})(?:[:_.]?([0-5]\d))?)?\)/i);
  if (inName !== null) return { kind: 'known', zone: inName, from: 'the file name' };
  return { kind: 'none' };
}

function zoneIn(text: string, pattern: RegExp): Zone | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, sign = '', hours = '0', minutes = '0'] = match;
  const magnitude = Number(hours) * 60 + Number(minutes);
  if (magnitude > 14 * 60) return null;
  return { kind: 'offset', minutes: magnitude !== 0 && sign.includes('-') ? -magnitude : magnitude };
}
