/** What the underlying of an option is, for the percentage of FINRA Rule 4210(f)(2)(E). */
export interface Underlying {
  readonly price: number;
  readonly kind: 'equity' | 'narrow' | 'broad';
  /** 1 for what is not leveraged, 2 for a fund that doubles its index. */
  readonly leverageFactor: number;
  /** Fractions of its value that the broker's own table asks for the stock itself; absent or null where only the rules' least is known. */
  readonly house?: { readonly maintenanceRate: number; readonly initialRate: number } | null;
}

/** Contracts of one option series. Money is per share in the settlement currency. */
export interface OptionLeg {
  readonly right: 'call' | 'put';
  readonly strike: number;
  readonly daysToExpiry: number;
  /** Contracts: long > 0, short < 0. */
  readonly quantity: number;
  /** Shares a contract. */
  readonly multiplier: number;
  readonly price: number;
}

/** Whether shares or contracts are held long; none are none. */
export function isLong(quantity: number): boolean {
  return Math.sign(quantity) === 1;
}
