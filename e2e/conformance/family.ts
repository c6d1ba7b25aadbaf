/**
 * How published figures meet the engine.
 *
 * A *family* is one layout of vector files, `<topic>.<name>*.json`. Its adapter reads the inputs of a case, calls the
 * engine, and says which field of the case each result answers. It holds no figures and no special cases: a convention
 * that the family needs (does the peak include the initial wealth?) is an argument of the engine, named in the adapter.
 *
 * To add one: write `families/<topic>-<name>.ts` exporting a `Family`, and list it in `families/registry.ts`.
 *
 *     export const hyperliquidTierMaintenance: Family = {
 *       name: 'margin.hyperliquid_tier_maintenance',
 *       run: (vector, context) => {
 *         const table = context.table('margin.hyperliquid_tiers');
 *         const engine = maintenanceMargin(compile(table, readText(vector.input, 'asset')), readNumber(vector.input, 'notional'));
 *         return result({ field: 'expected_maintenance', actual: engine });
 *       },
 *     };
 *
 * The runner looks up the expected value under `field`, knows how it was printed, and applies the tolerance
 * of the case (`tol`, `tolerance`, `tol_rel`), else the file's; null means half a unit of the last printed digit. A pair
 * may say how that tolerance is to be read (`ToleranceReading`). Readers (`readNumber`, `readText`, ...) throw a `VectorFault` where a case lacks what the layout
 * promises; the runner counts that case as failed. A case whose measure the engine has not got is `unsupported`.
 */
export interface Family {
  /** `<topic>.<name>`: a file belongs to the family whose name it begins with. */
  readonly name: string;
  readonly run: (vector: Vector, context: Context) => CaseOutcome;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** One case of a vector file. */
export interface Vector {
  readonly id: string;
  /** The case as it stands in the file. */
  readonly input: JsonObject;
  /** What stands around the cases: `source`, `notes`, `tolerance`, `kind`. */
  readonly file: JsonObject;
}

/** What an adapter may ask for beside its case. */
export interface Context {
  /** A file without cases, from the reference folder, whose name begins with `name` (`margin.binance_tiers`). */
  readonly table: (name: string) => JsonObject;
  /** A column of a CSV file (also .gz) in the data folder whose name begins with `dataset`. */
  readonly series: (dataset: string, column: string) => Series;
}

/** A dated series; a blank or NA cell is null. */
export interface Series {
  readonly dates: readonly string[];
  readonly values: readonly (number | null)[];
}

export type CaseOutcome =
  | { readonly kind: 'result'; readonly pairs: readonly Pair[] }
  /** The notes of the case call its printed figure an error of the source: judged against the definition instead. */
  | { readonly kind: 'corrected'; readonly reason: string; readonly pairs: readonly Pair[] }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** A figure of the engine and the field of the case that it answers (a path where it stands deeper). */
export interface Pair {
  readonly field: string | readonly (string | number)[];
  readonly actual: Figure;
  /** Stands in for the field's value; only where a corrected case has its value from the definition. */
  readonly expected?: Figure;
  /** Left out: as stated. */
  readonly tolerance?: ToleranceReading;
}

/** Numbers are compared within the tolerance; text (dates, exact integers), booleans and null must be equal. */
export type Figure = number | string | boolean | null;

/** How to read the tolerance that the case or its file states; the figure itself always stands there. */
export type ToleranceReading =
  /** As it stands: an amount (`tol_rel`: a share of the expected value). Nothing stated or null: the printed digits. */
  | { readonly kind: 'stated' }
  /** As a share of the expected value: for files whose notes say so. */
  | { readonly kind: 'relative' }
  /** One of several that the file names; a key that ends in `_rel` is a share. */
  | { readonly kind: 'named'; readonly key: string };

export function result(...pairs: readonly Pair[]): CaseOutcome {
  return { kind: 'result', pairs };
}

export function unsupported(reason: string): CaseOutcome {
  return { kind: 'unsupported', reason };
}
