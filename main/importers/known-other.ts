/** An export that Ballast recognises by name and does not read yet. */
export interface KnownOther {
  readonly broker: string;
  readonly export: string;
  /** Column names (small letters) that one record has among others; a trailing `*` stands for any ending. */
  readonly columns?: readonly string[];
  /** How the fields of one record begin (small letters). */
  readonly begins?: readonly string[];
  /** `pnl-report`: it repeats what fills say and cannot rebuild positions. */
  readonly kind?: 'pnl-report';
  /** The export to take instead, where one of the same broker is read or is the better one. */
  readonly instead?: string;
}
