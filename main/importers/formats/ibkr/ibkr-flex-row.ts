import type { Decimal } from '../../../../shared/units/decimal.ts';
import type { LateOutcome, RawRecord, RowOutcome, XmlElement } from '../../importer.ts';
import { absolute, describeBadDecimal, isDecimal, isNegative, readGroupedDecimal } from '../../read-fields.ts';
import { rowFault, type RowFault } from '../row-time.ts';

/** One element of a Flex statement with what the elements around it say. Which attributes it has was the trader's choice. */
export interface FlexRow {
  readonly record: RawRecord;
  readonly element: XmlElement;
  /** The FlexStatement that it stands in; null outside of any. */
  readonly statement: XmlElement | null;
  /** The account by the broker's id; null when neither the element nor its statement says it. */
  readonly account: string | null;
}

export function flexRowOf(record: RawRecord, element: XmlElement): FlexRow {
  const statement = ancestorOf(element, 'FlexStatement');
  const account = textOf(element, 'accountId') || textOf(statement, 'accountId');
  return { record, element, statement, account: account === '' ? null : account };
}

/** What a row turned out to be, with the account that it belongs to. */
export function ofAccount({ account }: FlexRow, outcome: RowOutcome): RowOutcome {
  if (account === null) return outcome;
  return outcome.kind === 'event' || outcome.kind === 'failed' ? { ...outcome, brokerAccount: account } : outcome;
}

/** What a row that was held back turned out to be. */
export function lateOutcome(row: FlexRow, outcome: RowOutcome): LateOutcome {
  const { line, byteOffset, byteLength } = row.record;
  return { line, byteOffset, byteLength, outcome: ofAccount(row, outcome) };
}

/** The first of these attributes that says anything, trimmed; IBKR writes `--`, `N/A` and blanks for nothing. */
export function attributeOf(row: FlexRow, ...names: readonly string[]): string {
  for (const name of names) {
    const text = textOf(row.element, name);
    if (text !== '') return text;
  }
  return '';
}

/** An attribute of the statement around a row. */
export function statementAttribute(row: FlexRow, name: string): string {
  return textOf(row.statement, name);
}

/** The first of these attributes that is an id; IBKR writes 0 where there is none. */
export function idOf(row: FlexRow, ...names: readonly string[]): string | null {
  return names.map((name) => attributeOf(row, name)).find((id) => !noId.has(id)) ?? null;
}

/** An exact amount, with or without thousands separators; null where the attribute says nothing. */
export function amountOf(
  row: FlexRow,
  name: string,
  instrument: string | null = null,
): { readonly value: Decimal | null } | RowFault {
  const text = attributeOf(row, name);
  if (text === '') return silent;
  const read = readGroupedDecimal(text, ',', '.');
  return isDecimal(read)
    ? { value: read }
    : rowFault('number-unreadable', describeBadDecimal(name, text, read), instrument);
}

/** The codes of `notes` or `code`, such as A, Ex, Ep, Ca, P. */
export function codesOf(row: FlexRow): ReadonlySet<string> {
  return new Set(
    attributeOf(row, 'notes', 'code')
      .split(/[;,\s]+/)
      .filter((code) => code !== ''),
  );
}

export function isAmountFault(outcome: { readonly value: Decimal | null } | RowFault): outcome is RowFault {
  return 'kind' in outcome;
}

/** Above zero, or null. */
export function positiveOf(amount: Decimal | null): Decimal | null {
  return amount === null || amount === '0' || isNegative(amount) ? null : amount;
}

/** The size of an amount; null for nothing and for zero. */
export function sizeOf(amount: Decimal | null): Decimal | null {
  return amount === null || amount === '0' ? null : absolute(amount);
}

const silent = { value: null } as const;

const noId: ReadonlySet<string> = new Set(['', '0']);
const nothing: ReadonlySet<string> = new Set(['--', 'N/A', '-']);

function textOf(element: XmlElement | null, name: string): string {
  const text = element?.attributes[name]?.trim() ?? '';
  return nothing.has(text) ? '' : text;
}

function ancestorOf(element: XmlElement, name: string): XmlElement | null {
  for (let at: XmlElement | null = element; at !== null; at = at.parent) if (at.name === name) return at;
  return null;
}
