/** The input does not prove a figure: why, and the one thing that mends it. Never shown as 0 or blank. */
export interface MissingData {
  readonly status: 'missing-data';
  readonly reason: string;
  readonly mend: string;
}

/** The question does not arise here (leverage of an account without equity): why. */
export interface NotApplicable {
  readonly status: 'not-applicable';
  readonly reason: string;
}

export interface Known<T> {
  readonly status: 'value';
  readonly value: T;
}

/** What a measure can be: a value, not applicable, or missing. */
export type Outcome<T = number> = Known<T> | NotApplicable | MissingData;

/** A value, or the reason why it cannot be known. */
export type Maybe<T = number> = Known<T> | MissingData;

export function known<T>(value: T): Known<T> {
  return { status: 'value', value };
}

export function missing(reason: string, mend: string): MissingData {
  return { status: 'missing-data', reason, mend };
}

export function notApplicable(reason: string): NotApplicable {
  return { status: 'not-applicable', reason };
}

/** What a liquidation or bankruptcy price can be besides a value. */
export type PriceOutcome =
  | Outcome
  /** On this side of the mark no price liquidates. */
  | { readonly status: 'none'; readonly reason: string }
  /** Equity is at or below maintenance at the mark already. */
  | { readonly status: 'already-liquidatable'; readonly reason: string };

/** The first missing part of a sum, or null when every part is known. */
export function firstMissing(parts: readonly Outcome[]): MissingData | null {
  return parts.find((part) => part.status === 'missing-data') ?? null;
}
