import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { legMaintenance, maintenanceAtMarks, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';
import type { CascadeEvent } from './cascade-event.ts';
import { textOrder } from '../numerics/text-order.ts';
import { closingShare } from './closing-share.ts';
import { legFactors } from './rebase.ts';
import {
  equityNow,
  isGoneNow,
  surplusNow,
  unknownRules,
  withClosed,
  withValue,
  type WorkingPool,
} from './working-pool.ts';

/** The market of the moment. */
export interface Market {
  /** Which fraction of its value a forced sale loses against the mark. */
  readonly lossOf: (asset: string, value: number) => Maybe;
  /** Price of an asset over what it was at the marks of the assessment. */
  readonly factorOf: (asset: string) => number;
}

/** What became of a pool that was called. */
export interface Liquidated {
  readonly pool: WorkingPool;
  /** In order, without the shock at which they happen. */
  readonly events: readonly Omit<CascadeEvent, 'shockFraction'>[];
}

/**
 * A venue that closes just to maintenance would close without end in steps of nothing while the price goes on: each step brings
 * the pool at least this far over its maintenance. A convention of Ballast.
 */
const leastRestoration = 1.02;

/**
 * For the same reason, where a pool stands at the jump between two tiers or its own sales move the price: no step closes less than this
 * share of what the position was at the marks.
 */
const leastShare = 0.05;

/**
 * Liquidates a pool that has been called, at the prices of its table, by the rules of its venue: position by position, the one
 * with the largest maintenance first (equal ones by name), a convention of Ballast where the venue's page says nothing else. Missing-data
 * when what a sale costs is not known. Value before = value after + fees + impact + what is forfeited.
 */
export function liquidate(pool: WorkingPool, market: Market): Maybe<Liquidated> {
  const rules = pool.table.rules ?? unknownRules;
  const run = new Run(pool, rules, market);
  if (rules.backstopShare !== null && surplusNow(pool.table, rules.backstopShare) < 0) run.handOver('backstop');
  else if (rules.method === 'takeover') run.handOver('taken-over');
  else closePositions(run, rules);
  if (isGoneNow(run.table) || run.table.legs.length === 0) run.payDebts();
  return run.outcome();
}

function closePositions(run: Run, rules: LiquidationRules): void {
  // What positions need together is not known for a part of them: they go as one.
  const sizing = run.table.joint.length > 0 ? ({ kind: 'whole' } as const) : rules.sizing;
  switch (sizing.kind) {
    case 'whole':
      run.eachLeg((leg) => run.close(leg, 1));
      return;
    case 'share-first':
      run.whileGone((leg) => run.close(leg, leg.notional > sizing.aboveNotional ? sizing.share : 1));
      run.whileGone((leg) => run.close(leg, 1));
      return;
    case 'restore': {
      const factor = Math.max(sizing.factor, leastRestoration);
      run.whileGone((leg) => run.close(leg, run.shareToRestore(leg, factor)));
    }
  }
}

/** A liquidation under way. */
class Run {
  table: MarginTable;
  readonly #left: Map<MarginLeg['position'], number>;
  readonly #rules: LiquidationRules;
  readonly #market: Market;
  readonly #events: Omit<CascadeEvent, 'shockFraction'>[] = [];
  #missing: Maybe<Liquidated> | null = null;
  /** Less than this is what rounding leaves, no debt. */
  readonly #dust: number;
  /** At the very price of the call the last digit may say either: the first step is taken all the same. */
  #isCalled = true;

  constructor({ table, left }: WorkingPool, rules: LiquidationRules, market: Market) {
    this.table = table;
    this.#left = new Map(left);
    this.#rules = rules;
    this.#market = market;
    const { collateral, legs } = table;
    const size = [...collateral.map(({ value }) => value), ...legs.map(({ notional }) => notional)];
    this.#dust = 1e-9 * Math.max(...size);
  }

  outcome(): Maybe<Liquidated> {
    return this.#missing ?? known({ pool: { table: this.table, left: this.#left }, events: this.#events });
  }

  /** Every leg that the pool has now, the one with the largest maintenance first. */
  eachLeg(visit: (leg: MarginLeg) => void): void {
    for (const leg of inOrder(this.table)) visit(leg);
  }

  /** The same, until the pool stands again. */
  whileGone(visit: (leg: MarginLeg) => void): void {
    for (const leg of inOrder(this.table)) {
      if (!this.#isCalled && !isGoneNow(this.table)) return;
      visit(leg);
      this.#isCalled = false;
    }
  }

  shareToRestore(leg: MarginLeg, factor: number): number {
    const loss = this.#market.lossOf(leg.asset, leg.notional);
    // Without it nothing is closed at all.
    if (loss.status !== 'value') return leastShare;
    const share = closingShare(this.table, leg, factor, loss.value + this.#feeRate(leg));
    const least = leastShare / (this.#left.get(leg.position) ?? 1);
    return share === null ? 1 : Math.min(1, Math.max(least, share));
  }

  close(leg: MarginLeg, share: number): void {
    const notional = share * leg.notional;
    const loss = this.#market.lossOf(leg.asset, notional);
    if (loss.status !== 'value') {
      this.#missing ??= loss;
      return;
    }
    const impact = loss.value * notional;
    const fee = Math.min(this.#feeRate(leg) * notional, this.#mostFee(leg, share, impact));
    const quantity = this.#quantityOf(leg, share);
    this.#shrink(leg, share, impact + fee);
    this.#tell(leg, {
      kind: share < 1 ? 'reduced' : 'closed',
      quantity,
      priceObtained: this.#obtained(leg, loss.value),
      notional,
      fee,
      feeUnknown: this.#rules.feeRate === null && !Object.hasOwn(this.#rules.feeRates, leg.position.instrument.symbol),
      impact,
      forfeited: 0,
    });
  }

  /** All positions go to the venue or its backstop, and with them what is left of the equity: at such prices that nothing is. */
  handOver(kind: 'taken-over' | 'backstop'): void {
    const equity = equityNow(this.table);
    const asked = maintenanceAtMarks(this.table);
    for (const leg of inOrder(this.table)) {
      const part = legMaintenance(leg, 1, 1);
      // By the maintenance that each asked for; what collateral itself asked for goes with the first.
      const forfeited = asked > 0 ? (Math.max(0, equity) * part) / asked : 0;
      const quantity = this.#quantityOf(leg, 1);
      this.#shrink(leg, 1, forfeited);
      this.#tell(leg, {
        kind,
        quantity,
        priceObtained: this.#obtained(leg, forfeited === 0 ? 0 : forfeited / leg.notional),
        notional: leg.notional,
        fee: 0,
        feeUnknown: false,
        impact: 0,
        forfeited,
      });
    }
  }

  /** Sells collateral, the largest first, while something is owed; what cannot be paid is a debt. */
  payDebts(): void {
    // Money first, then the largest holding.
    const ordered = this.table.collateral
      .toSorted((a, b) => textOrder(a.asset, b.asset))
      .toSorted((a, b) => b.value - a.value)
      .toSorted((a, b) => Number(b.isCash) - Number(a.isCash));
    for (const { asset } of ordered) while (this.#sell(asset));
    const { table } = this;
    const equity = equityNow(table);
    if (equity >= -this.#dust || table.legs.length > 0) return;
    const trader = this.#rules.bearers.includes('trader') || this.#rules.bearers.length === 0;
    this.#events.push({
      ...this.#head(),
      kind: 'debt',
      instrument: null,
      quantity: null,
      price: null,
      priceObtained: null,
      notional: 0,
      fee: 0,
      feeUnknown: false,
      impact: 0,
      forfeited: trader ? 0 : -equity,
      equityAfter: trader ? equity : 0,
      bearers: this.#rules.bearers,
    });
    if (!trader) this.table = { ...table, collateral: [] };
  }

  /** Sells as much of a balance as pays the first debt, or all of it; whether it did. */
  #sell(asset: string): boolean {
    const { table } = this;
    const term = table.collateral.find((one) => one.asset === asset && one.value > 0);
    const debt = table.collateral.find(({ value }) => value < 0);
    if (term === undefined || debt === undefined) return false;
    const loss = term.isCash ? known(0) : this.#market.lossOf(asset, Math.min(term.value, -debt.value));
    if (loss.status !== 'value') {
      this.#missing ??= loss;
      return false;
    }
    // A fee takes no more than what the sale brings.
    const feeRate = term.isCash ? 0 : Math.min(this.#rules.saleFeeRate ?? 0, 1 - loss.value);
    const brings = 1 - loss.value - feeRate;
    const owed = -debt.value;
    const sold = Math.min(term.value, owed / brings);
    // What is paid in full is 0, whatever the last digit of the division.
    const paid = Math.min(owed, term.value * brings);
    const collateral = table.collateral.map((one) => {
      if (one === term) return withValue(one, one.value - sold);
      return one === debt ? withValue(one, one.value + paid) : one;
    });
    const [impact, fee] = [sold * loss.value, sold * feeRate];
    this.table = { ...table, collateral };
    this.#events.push({
      ...this.#head(),
      kind: 'collateral-sold',
      instrument: asset,
      quantity: -sold / term.rate.price,
      price: term.rate.price,
      priceObtained: term.rate.price * (1 - loss.value),
      notional: sold,
      fee,
      feeUnknown: false,
      impact,
      forfeited: 0,
      equityAfter: equityNow(this.table),
      bearers: [],
    });
    return true;
  }

  #shrink(leg: MarginLeg, share: number, costs: number): void {
    this.table = withClosed(this.table, leg, share, costs);
    this.#left.set(leg.position, (this.#left.get(leg.position) ?? 1) * (1 - share));
  }

  #feeRate({ position }: MarginLeg): number {
    return this.#rules.feeRates[position.instrument.symbol] ?? this.#rules.feeRate ?? 0;
  }

  /** What a fee may take where the venue takes it only from what the sale leaves above the bankruptcy price. */
  #mostFee(leg: MarginLeg, share: number, impact: number): number {
    if (this.#rules.isFeeFromRest !== true) return Infinity;
    const part = (share * legMaintenance(leg, 1, 1)) / maintenanceAtMarks(this.table);
    return Math.max(0, part * equityNow(this.table) - impact);
  }

  #quantityOf({ position }: MarginLeg, share: number): number {
    return -position.quantity * (this.#left.get(position) ?? 1) * share;
  }

  /** The mark of the moment in the quote asset. */
  #mark(leg: MarginLeg): number {
    const { mark } = leg.position;
    if (mark.status !== 'value') throw new RangeError('a compiled leg has no mark');
    return mark.value.price * legFactors(leg, this.#market.factorOf).f;
  }

  /** What a sale (a purchase of a short) brings when this fraction of the value is lost: of a coin contract the value in coin. */
  #obtained(leg: MarginLeg, lost: number): number {
    const sign = Math.sign(leg.position.quantity);
    return leg.payoff === 'linear' ? this.#mark(leg) * (1 - sign * lost) : this.#mark(leg) / (1 + sign * lost);
  }

  #head(): { readonly account: string; readonly pool: string } {
    const { account, pool } = this.table;
    return { account, pool };
  }

  #tell(
    leg: MarginLeg,
    what: Omit<CascadeEvent, 'shockFraction' | 'account' | 'pool' | 'instrument' | 'price' | 'equityAfter' | 'bearers'>,
  ): void {
    this.#events.push({
      ...this.#head(),
      ...what,
      instrument: leg.position.instrument.symbol,
      price: this.#mark(leg),
      equityAfter: equityNow(this.table),
      bearers: [],
    });
  }
}

function inOrder({ legs }: MarginTable): readonly MarginLeg[] {
  return legs
    .map((leg) => ({
      leg,
      asked: legMaintenance(leg, 1, 1),
      name: `${leg.position.instrument.symbol} ${leg.position.side}`,
    }))
    .sort((a, b) => b.asked - a.asked || textOrder(a.name, b.name))
    .map(({ leg }) => leg);
}
