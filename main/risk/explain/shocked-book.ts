import { isCash } from '../../../shared/book/asset.ts';
import type { DatedPrice, ValuedBalance, ValuedBook, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing, type Maybe, type MissingData } from '../../../shared/measures/outcome.ts';
import { assetBetas } from '../assessment/asset-betas.ts';
import { powerNode } from './liquidation/beta-nodes.ts';
import { branch, fixed, type Draft } from './nodes.ts';

/** One rung of a ladder: a shock of one asset, and what the others do. */
export interface Shock {
  readonly asset: string;
  /** Of the price: -0.1 is ten per cent down; above -1. */
  readonly fraction: number;
  readonly beta: 0 | 1 | 'estimated';
}

/** A price as the shock moved it: the price at the mark, and by how much. */
export interface MovedPrice {
  readonly now: DatedPrice;
  readonly factor: Draft;
}

/** A book at a rung, and what its prices were before. */
export interface ShockedBook {
  readonly book: ValuedBook;
  readonly moved: ReadonlyMap<DatedPrice, MovedPrice>;
}

/**
 * The book with every price where the ladder has it at a rung: quantities, wallets and tables stay as they are, and no tier, fee or
 * liquidation is taken into account but what follows from the prices. Prices that a rung does not tell are missing: those of assets
 * without a beta, and those of options whose underlying moves.
 */
export function shockedBook(book: ValuedBook, shock: Shock): ShockedBook {
  const moved = new Map<DatedPrice, MovedPrice>();
  const move = (price: Maybe<DatedPrice>, factor: Draft | MissingData | null): Maybe<DatedPrice> => {
    if (price.status === 'missing-data' || factor === null) return price;
    if ('status' in factor) return factor;
    const at = { ...price.value, price: price.value.price * (factor.value as number) };
    moved.set(at, { now: price.value, factor });
    return known(at);
  };
  const powers = powersOf(book, shock);
  const positionAt = (position: ValuedPosition): ValuedPosition => {
    const { instrument, strike } = position;
    const own = powers(instrument.asset);
    const quote = powers(instrument.quoteAsset);
    const settle = factorOf(shock, [instrument.payoff === 'inverse' ? own : quote]);
    const priced =
      instrument.kind === 'option' && own !== null ? optionMissing(instrument) : factorOf(shock, [own, quote]);
    return {
      ...position,
      mark: move(position.mark, priced),
      settleRate: move(position.settleRate, settle),
      strike: strike === null ? null : { ...strike, rate: move(strike.rate, factorOf(shock, [quote])) },
    };
  };
  const balanceAt = (balance: ValuedBalance): ValuedBalance =>
    balance.isCash ? balance : { ...balance, rate: move(balance.rate, factorOf(shock, [powers(balance.asset)])) };
  const accounts = book.accounts.map((account) => ({
    ...account,
    positions: account.positions.map(positionAt),
    balances: account.balances.map(balanceAt),
  }));
  return { book: { ...book, accounts }, moved };
}

/** By which power of the factor an asset moves; null: it stays. */
type Power = { readonly beta: number; readonly node: Draft | null } | MissingData | null;

/** As `assetPath` and `powerPath` in risk/liquidation have it: the asset of the axis once, cash never, others by the beta asked for. */
function powersOf(book: ValuedBook, { asset: axis, beta }: Shock): (asset: string) => Power {
  const betaOf = assetBetas(book, axis);
  return (asset) => {
    if (asset === axis) return { beta: 1, node: null };
    if (isCash(asset) || beta === 0) return null;
    if (beta === 1) return { beta: 1, node: null };
    const found = betaOf(asset);
    if (found.status === 'missing-data') return found;
    return { beta: found.value.beta, node: powerNode(asset, axis, book, betaOf) };
  };
}

/** By how much a price moves: that of the asset, over that of what it is quoted in. Null where it stays. */
function factorOf(shock: Shock, [own = null, quote = null]: readonly Power[]): Draft | MissingData | null {
  for (const power of [own, quote]) if (power !== null && 'status' in power) return power;
  const [above, below] = [own, quote] as readonly (Exclude<Power, MissingData> | undefined)[];
  if (above == null && below == null) return null;
  const head = { symbol: 'factor', label: `Price at the rung over the mark`, unit: 'factor' };
  const shocked = fixed(
    { symbol: 'shock', label: `Shock of ${shock.asset}`, unit: 'fraction' },
    shock.fraction,
    'rung of the ladder',
  );
  const [up, down] = [above?.beta ?? null, below?.beta ?? null];
  if (above?.node == null && below?.node == null) {
    // Both move alike: the price of one in the other stays.
    if (up === down) return null;
    return branch(head, down === null ? '1 + shock' : '1 / (1 + shock)', [shocked]);
  }
  const one = (symbol: string, power: { readonly beta: number; readonly node: Draft | null }): Draft =>
    power.node === null
      ? fixed(
          { symbol, label: `Beta of ${shock.asset} to itself`, unit: 'index' },
          power.beta,
          'it is the asset that is shocked',
        )
      : { ...power.node, symbol };
  const terms = [...(above == null ? [] : [one('beta', above)]), ...(below == null ? [] : [one('betaOfQuote', below)])];
  const exponent = above == null ? '-betaOfQuote' : below == null ? 'beta' : '(beta - betaOfQuote)';
  return branch(head, `(1 + shock) ^ ${exponent}`, [shocked, ...terms]);
}

function optionMissing({ symbol, asset }: ValuedPosition['instrument']): MissingData {
  return missing(
    `${symbol} is an option: how its value moves with ${asset} is not calculated yet.`,
    'Close it, or look at the figures at the marks.',
  );
}
