import type { ValuedAccount, ValuedBalance, ValuedBook, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { isCash } from '../../../shared/book/asset.ts';
import { missing, type MissingData } from '../../../shared/measures/outcome.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { isOutright } from '../exposure/position-terms.ts';
import { compileLeg, maintenanceGap, paidInFullRule, takenTogetherRule, type MaintenanceRule } from './compile-leg.ts';
import type { CollateralTerm, MarginLeg, MarginTable } from './margin-table.ts';
import type { MarginTogether } from './margin-together.ts';
import { postedMargin } from './posted-margin.ts';
import {
  countsInFull,
  type CollateralRule,
  type CrossPool,
  type HeldCollateral,
  type MarginRegime,
} from './regimes/margin-regime.ts';
import { regimeOf } from './regimes/regime-of.ts';
import { isOldTable, tierTableFlags } from './tier-table-age.ts';

/** Every pool of the book as a margin table, account by account: cross pools, isolated positions, then what is no collateral. */
export function compileBook(book: ValuedBook): readonly MarginTable[] {
  return book.accounts.flatMap((account) => compileAccount(account, book.asOfMs));
}

/** The pools of one account; a pool that would hold nothing is left away. */
export function compileAccount(
  account: ValuedAccount,
  asOfMs: EpochMs,
  regime: MarginRegime = regimeOf(account.venue),
): readonly MarginTable[] {
  const cross = regime.crossPools(account);
  const isPooled = (position: ValuedPosition): boolean =>
    isIsolated(position) || cross.some((pool) => pool.settleAssets.includes(position.instrument.settleAsset));
  const tables = [
    ...cross.map((pool) => crossTable(account, pool, regime, asOfMs)),
    ...account.positions.filter(isIsolated).map((position) => isolatedTable(account, position, regime, asOfMs)),
    spotTable(
      account,
      account.balances.filter((balance) => !cross.some((pool) => pool.takes(balance.asset))),
      account.positions.filter((position) => !isPooled(position)),
      regime,
      asOfMs,
    ),
  ];
  return tables.filter(
    (table) => table.positions.length > 0 || table.balances.length > 0 || table.equityMissing !== null,
  );
}

function crossTable(account: ValuedAccount, pool: CrossPool, regime: MarginRegime, asOfMs: EpochMs): MarginTable {
  const draft = new Draft(regime, account, asOfMs);
  const positions = account.positions.filter(
    (position) => !isIsolated(position) && pool.settleAssets.includes(position.instrument.settleAsset),
  );
  const together = regime.together(account, positions, asOfMs);
  draft.addTogether(together);
  for (const position of positions) draft.addPosition(position, together.taken.has(position) ? 'together' : 'cross');
  const posted = postedByAsset(account.positions);
  for (const balance of account.balances) {
    if (!pool.takes(balance.asset)) continue;
    const margin = posted.get(balance.asset);
    if (margin !== undefined && typeof margin !== 'number') draft.missEquity(margin);
    draft.addBalance(balance, typeof margin === 'number' ? margin : 0, pool.collateral);
  }
  for (const asset of new Set([...positions.map((one) => one.instrument.settleAsset), ...posted.keys()]))
    if (pool.takes(asset) && !account.balances.some((balance) => balance.asset === asset))
      draft.missEquity(walletUnknown(account.name, asset));
  return draft.table(account, pool.name, 'cross', positions);
}

function isolatedTable(
  account: ValuedAccount,
  position: ValuedPosition,
  regime: MarginRegime,
  asOfMs: EpochMs,
): MarginTable {
  const draft = new Draft(regime, account, asOfMs);
  draft.addPosition(position, 'isolated');
  const posted = postedMargin(position);
  if (posted.status === 'missing-data') draft.missEquity(posted);
  else {
    if (posted.value.origin === 'assumed') draft.flagEquity(['isolated-margin-assumed']);
    if (position.settleRate.status === 'missing-data') draft.missEquity(position.settleRate);
    else
      draft.addCollateral({
        asset: position.instrument.settleAsset,
        amount: posted.value.amount,
        posted: 0,
        rate: position.settleRate.value,
        value: posted.value.amount * position.settleRate.value.price,
        haircut: 0,
        maintenance: 0,
        origin: posted.value.origin,
        isCash: isCash(position.instrument.settleAsset),
      });
  }
  const leg = position.leg === 'net' ? '' : ` ${position.leg}`;
  return draft.table(account, `isolated ${position.instrument.symbol}${leg}`, 'isolated', [position]);
}

/** What the venue takes as no collateral, and what is paid in full where nothing is owed: no price liquidates it. */
function spotTable(
  account: ValuedAccount,
  balances: readonly ValuedBalance[],
  positions: readonly ValuedPosition[],
  regime: MarginRegime,
  asOfMs: EpochMs,
): MarginTable {
  const draft = new Draft(regime, account, asOfMs);
  for (const position of positions) draft.addPosition(position, null);
  for (const balance of balances) draft.addBalance(balance, 0, () => countsInFull);
  return draft.table(account, 'spot', 'spot', positions);
}

/** Only contracts on profit have margin of their own: what is paid for stands in the account's pool. */
function isIsolated({ marginMode, instrument }: ValuedPosition): boolean {
  return marginMode === 'isolated' && !isOutright(instrument);
}

/** Isolated margin posted from each wallet, or why it is not known. */
function postedByAsset(positions: readonly ValuedPosition[]): ReadonlyMap<string, number | MissingData> {
  const sums = new Map<string, number | MissingData>();
  for (const position of positions) {
    if (!isIsolated(position)) continue;
    const asset = position.instrument.settleAsset;
    const before = sums.get(asset);
    const posted = postedMargin(position);
    if (typeof before === 'object') continue;
    if (posted.status === 'missing-data') sums.set(asset, posted);
    else sums.set(asset, (before === undefined ? 0 : before) + posted.value.amount);
  }
  return sums;
}

/** Why a cross pool has no equity: the wallet is never taken as 0. */
function walletUnknown(account: string, asset: string): MissingData {
  return missing(
    `The ${asset} wallet of ${account} is not known.`,
    `State the wallet of ${account}: its ${asset} balance without unrealised profit.`,
  );
}

/** An option takes nothing from a tier table, nor does a flat rate count where positions are asked for together. */
function asksByTable({ instrument, tierTable }: ValuedPosition, mode: PositionMargin): boolean {
  if (mode === null || instrument.kind === 'option') return false;
  return mode !== 'together' || tierTable.origin !== 'flat-rate';
}

/** How a position is margined: null for what is paid in full, `together` for what a joint requirement asks for. */
type PositionMargin = 'cross' | 'isolated' | 'together' | null;

/** A pool while its parts are gathered. */
class Draft {
  readonly #legs: MarginLeg[] = [];
  readonly #collateral: CollateralTerm[] = [];
  readonly #balances: ValuedBalance[] = [];
  readonly #equityFlags: Set<string>;
  readonly #maintenanceFlags: Set<string>;
  readonly #regime: MarginRegime;
  readonly #account: ValuedAccount;
  readonly #asOfMs: EpochMs;
  #joint: MarginTable['joint'] = [];
  #equityMissing: MissingData | null = null;
  #maintenanceMissing: MissingData | null = null;

  constructor(regime: MarginRegime, account: ValuedAccount, asOfMs: EpochMs) {
    this.#regime = regime;
    this.#account = account;
    this.#asOfMs = asOfMs;
    this.#equityFlags = new Set(regime.flags);
    this.#maintenanceFlags = new Set(regime.flags);
  }

  addTogether({ joint, missing: gap, flags }: MarginTogether): void {
    this.#joint = joint;
    this.#maintenanceMissing ??= gap;
    for (const flag of flags) this.#maintenanceFlags.add(flag);
  }

  addPosition(position: ValuedPosition, mode: PositionMargin): void {
    const leg = compileLeg(position, this.#ruleOf(position, mode), this.#regime.initial(position));
    if (asksByTable(position, mode)) {
      const ofTable = tierTableFlags(position.tierTable, this.#asOfMs);
      for (const flag of [...ofTable, ...this.#regime.maintenanceFlags(this.#account)])
        this.#maintenanceFlags.add(flag);
      if (this.#regime.needsTables && position.tierTable.origin === 'flat-rate')
        this.#maintenanceFlags.add('needs-table');
    }
    if (mode !== 'together') this.#maintenanceMissing ??= maintenanceGap(position);
    if (leg.status === 'missing-data') {
      this.missEquity(leg);
      this.#maintenanceMissing ??= leg;
      return;
    }
    this.#legs.push(leg.value);
    if (this.#regime.contractsOfMoreDollars && leg.value.payoff === 'inverse' && position.multiplier === 1)
      this.#flagAll('quantity-in-dollars');
    if ([position.mark, position.settleRate].some((rate) => rate.status === 'value' && rate.value.stale))
      this.#flagAll('mark-stale');
  }

  /** On every figure of the pool. */
  #flagAll(flag: string): void {
    this.#equityFlags.add(flag);
    this.#maintenanceFlags.add(flag);
  }

  #ruleOf(position: ValuedPosition, mode: PositionMargin): MaintenanceRule {
    if (mode === null) return paidInFullRule;
    return mode === 'together' ? takenTogetherRule : this.#regime.maintenance(position, mode, this.#account);
  }

  /** @param posted what isolated positions hold of this balance */
  addBalance(balance: ValuedBalance, posted: number, ruleOf: (held: HeldCollateral) => CollateralRule): void {
    this.#balances.push(balance);
    if (balance.amount.status === 'missing-data') {
      this.missEquity(balance.amount);
      if (this.#regime.asksOnDebts) this.#maintenanceMissing ??= balance.amount;
      return;
    }
    const amount = balance.amount.value - posted;
    if (balance.rate.status === 'missing-data') {
      if (amount !== 0) this.missEquity(balance.rate);
      if (amount < 0 && this.#regime.asksOnDebts) this.#maintenanceMissing ??= balance.rate;
      return;
    }
    if (balance.rate.value.stale) this.#equityFlags.add('mark-stale');
    const { asset, isCash } = balance;
    const { ratio, maintenanceRate, maintenanceMissing, table, flags } = ruleOf({ asset, amount, isCash });
    for (const flag of flags) this.#equityFlags.add(flag);
    if (table !== null && isOldTable(table, this.#asOfMs)) this.#equityFlags.add('collateral-table-old');
    this.#maintenanceMissing ??= maintenanceMissing;
    const value = amount * balance.rate.value.price;
    this.addCollateral({
      asset: balance.asset,
      amount: balance.amount.value,
      posted,
      rate: balance.rate.value,
      value,
      haircut: value * (1 - ratio),
      maintenance: Math.abs(value) * maintenanceRate,
      origin: 'wallet',
      isCash: balance.isCash,
    });
  }

  addCollateral(term: CollateralTerm): void {
    this.#collateral.push(term);
  }

  flagEquity(flags: readonly string[]): void {
    for (const flag of flags) this.#equityFlags.add(flag);
  }

  missEquity(reason: MissingData): void {
    this.#equityMissing ??= reason;
  }

  table(
    account: ValuedAccount,
    pool: string,
    kind: MarginTable['kind'],
    positions: readonly ValuedPosition[],
  ): MarginTable {
    return {
      account: account.name,
      venue: account.venue,
      pool,
      kind,
      collateral: this.#collateral,
      legs: this.#legs,
      joint: this.#joint,
      rules: account.liquidationRules,
      positions,
      balances: this.#balances,
      equityMissing: this.#equityMissing,
      maintenanceMissing: this.#maintenanceMissing,
      equityFlags: [...this.#equityFlags],
      maintenanceFlags: [...this.#maintenanceFlags],
    };
  }
}
