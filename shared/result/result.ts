/** Why something was refused: what was found, and what to do about it. */
export interface Fault {
  /** A stable word for programs, such as `vault-newer`. */
  readonly code: string;
  /** What was found, in the trader's words. */
  readonly message: string;
  /** What the trader can do; empty when nothing helps. */
  readonly mend: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(code: string, message: string, mend = ''): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { code, message, mend } };
}

/** A row of a file that could not be read, kept with its raw text until it is mended or dismissed. */
export interface RowFailure {
  /** 1-based line on which the record begins. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly raw: string;
}

/** Values together with the rows that failed on the way. */
export interface WithFailures<T> {
  readonly value: T;
  readonly failures: readonly RowFailure[];
}

/** For the `default` of a switch over a discriminated union: a case that was forgotten does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
