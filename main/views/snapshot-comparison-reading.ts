import type { BasisPosition, KeptPosition, KeptSnapshot } from '../../shared/contract/snapshots.ts';

/** One leg as a snapshot keeps it, in numbers. Amounts in the settlement asset. */
export interface HeldLeg {
  readonly row: KeptPosition;
  readonly basis: BasisPosition;
  /** Why nothing built on it is known; null when its history is complete. */
  readonly incomplete: string | null;
  readonly quantity: number;
  /** Average entry; null when flat or where no entry is known. */
  readonly entry: number | null;
  /** Realised profit, gross of fees and funding; null where something was sold without a known cost. */
  readonly realized: number | null;
  readonly funding: number;
  /** Cost paid so far, by asset. */
  readonly fees: ReadonlyMap<string, number>;
  /** What it adds to net worth: the open profit of a contract, the market value of what is paid outright. */
  readonly worth: number | null;
  /** What it has brought to the wallet so far, gross of fees and funding; purchases of what is paid outright take from it. */
  readonly paid: number | null;
}

export interface ReadBalance {
  readonly account: string;
  readonly asset: string;
  /** As the snapshot writes it; null where it is not known. */
  readonly text: string | null;
  /** null where it is not known. A fee paid in an asset never deposited makes no debt: 0. */
  readonly amount: number | null;
}

/** A snapshot, ready to be looked up. */
export interface ReadSnapshot {
  readonly base: string;
  /** Legs of contracts, stocks and options by account, instrument and leg. */
  readonly held: ReadonlyMap<string, HeldLeg>;
  readonly balances: ReadonlyMap<string, ReadBalance>;
  /** Base currency per unit; null without a rate. */
  readonly rateOf: (asset: string) => number | null;
  readonly isCash: (asset: string) => boolean;
  /** Assets that something is held in but that have no rate. */
  readonly unrated: readonly string[];
  readonly measures: KeptSnapshot['risk']['measures'];
}

/** Reads a snapshot; its basis has one entry for each position, in their order (`isWholeSnapshot`). */
export function readSnapshot({ risk, positions, basis }: KeptSnapshot): ReadSnapshot {
  const rates = new Map(basis.rates.map(({ asset, rate }) => [asset, rate]));
  const cash = new Set(basis.rates.filter((one) => one.isCash).map(({ asset }) => asset));
  const legs = positions.positions.flatMap((row, index) => {
    const own = basis.positions[index];
    return own === undefined || own.holding === 'balance' ? [] : [legOf(row, own)];
  });
  const balances = positions.balances.map(({ account, asset, amount, status, flags }): ReadBalance => {
    if (status === 'known') return { account, asset, text: amount, amount: Number(amount) };
    return { account, asset, text: null, amount: flags.includes('fee-asset-never-deposited') ? 0 : null };
  });
  const rateOf = (asset: string): number | null => rates.get(asset) ?? null;
  const used = [
    ...balances.filter(({ amount }) => amount !== 0).map(({ asset }) => asset),
    ...legs.filter(({ quantity }) => quantity !== 0).map(({ basis: { settleAsset } }) => settleAsset),
  ];
  return {
    base: risk.base,
    held: new Map(legs.map((leg) => [keyOf(leg.basis), leg])),
    balances: new Map(balances.map((balance) => [`${balance.account} ${balance.asset}`, balance])),
    rateOf,
    isCash: (asset) => cash.has(asset),
    unrated: [...new Set(used)].filter((asset) => rateOf(asset) === null),
    measures: risk.measures,
  };
}

/** Whether its basis fits its positions: a snapshot from before comparisons, or an edited one, does not. */
export function isWholeSnapshot({ positions, basis }: KeptSnapshot): boolean {
  return (
    positions.positions.length === basis.positions.length &&
    positions.positions.every(({ account, instrument }, index) => {
      const own = basis.positions[index];
      return own?.account === account && own.instrument === instrument;
    })
  );
}

/** Everything held: balances, and positions at their marks, in the base currency; null where a part is missing. */
export function netWorthOf({ held, balances, rateOf }: ReadSnapshot): number | null {
  const parts = [
    ...[...balances.values()].map(({ amount, asset }) => times(amount, rateOf(asset))),
    ...[...held.values()].map(({ incomplete, worth, basis }) =>
      incomplete === null ? times(worth, rateOf(basis.settleAsset)) : null,
    ),
  ];
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

/** A product that is missing where a factor is; nothing of an asset needs no rate, and a rate that stood still no amount. */
export function times(amount: number | null, rate: number | null): number | null {
  if (amount === 0 || rate === 0) return 0;
  return amount === null || rate === null ? null : amount * rate;
}

/** Shares at the newer snapshot for one at the older. */
export function splitBetween(before: HeldLeg | null, after: HeldLeg | null): number {
  return before === null || after === null ? 1 : after.basis.splitFactor / before.basis.splitFactor;
}

function keyOf({ account, instrument, leg }: BasisPosition): string {
  return `${account} ${instrument} ${leg}`;
}

function legOf(row: KeptPosition, basis: BasisPosition): HeldLeg {
  const incomplete =
    row.status === 'history-incomplete' ? (row.reason ?? 'Its history is incomplete.') : basis.unvalued;
  const quantity = row.status === 'open' && row.quantity !== null ? Number(row.quantity) : 0;
  const entry = row.averagePrice === null || quantity === 0 ? null : Number(row.averagePrice);
  const realized = row.realizedPnl === null ? null : Number(row.realizedPnl);
  const size = quantity * basis.multiplier;
  const isOutright = basis.holding === 'outright';
  const cost = quantity === 0 || !isOutright ? 0 : entry === null ? null : size * entry;
  const value = isOutright ? (basis.mark === null ? null : size * basis.mark) : row.unrealizedPnl;
  return {
    row,
    basis,
    incomplete,
    quantity,
    entry,
    realized,
    funding: Number(row.funding),
    fees: new Map(row.fees.map(({ asset, amount }) => [asset, Number(amount)])),
    worth: quantity === 0 ? 0 : value,
    paid: realized === null || cost === null ? null : realized - cost,
  };
}
