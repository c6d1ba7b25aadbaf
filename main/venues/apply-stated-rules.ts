import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import type { Stated, StatedRules } from '../../shared/book/stated-rules.ts';
import type { ValuedAccount } from '../../shared/book/valued-book.ts';
import type { CollateralTable, LiquidationRules } from '../../shared/book/venue-rules.ts';

/**
 * An account with what the trader states of its rules in place of what is shipped for its venue: collateral by coin, the
 * ratio at which a loan is called on every asset that may be owed, the closing fee, open interest.
 * @param assets every asset that the account holds, owes or held: each may come to be owed
 */
export function withStatedRules(account: ValuedAccount, rules: StatedRules, assets: readonly string[]): ValuedAccount {
  return {
    ...account,
    liquidationRules: withClosingFee(account, rules.closingFeeRate),
    collateralTables: statedCollateral(account, rules, assets),
    positions: account.positions.map((position) => ({
      ...position,
      tierTable: withOpenInterest(position.tierTable, rules),
    })),
  };
}

/** A margin table with the open interest that the trader states of its market. */
export function withOpenInterest(table: MarginTierTable, { openInterest }: StatedRules): MarginTierTable {
  const stated = openInterest[table.instrument];
  return stated === undefined ? table : { ...table, openInterest: { ...stated.value, statedOn: stated.statedOn } };
}

/** As the trader reads it in explain and among the assumptions. */
function statedBy(day: string): string {
  return `stated by you on ${day}`;
}

/** How a venue liquidates of which nothing is known but the fee: everything at once, which is the worst for the trader. */
const feeAlone = {
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  backstopShare: null,
  bearers: [],
} as const;

function withClosingFee(
  { venue, liquidationRules: known }: ValuedAccount,
  fee: Stated<number> | null,
): LiquidationRules | null {
  if (fee === null) return known;
  return {
    ...(known ?? feeAlone),
    venue: venue ?? '',
    validFrom: fee.statedOn,
    source: `closing fee ${statedBy(fee.statedOn)}${known === null ? '' : `; the rest: ${known.source}`}`,
    origin: 'stated',
    feeRate: fee.value,
    feeRates: {},
    // A loan has no positions to close: what its lender sells are the coins.
    ...(venue === 'spot-margin' ? { saleFeeRate: fee.value } : {}),
  };
}

function statedCollateral(
  { venue, collateralTables }: ValuedAccount,
  { collateral, loanCallRatio }: StatedRules,
  assets: readonly string[],
): readonly CollateralTable[] {
  const own = Object.entries(collateral).map(([asset, { value, statedOn }]): CollateralTable => ({
    venue: venue ?? '',
    asset,
    validFrom: statedOn,
    source: statedBy(statedOn),
    origin: 'stated',
    tiers: value,
  }));
  const tables = [...own, ...collateralTables.filter(({ asset }) => !Object.hasOwn(collateral, asset))];
  if (venue !== 'spot-margin' || loanCallRatio === null) return tables;
  const { value, statedOn } = loanCallRatio;
  const owed = [...new Set([...tables.map(({ asset }) => asset), ...assets])];
  return owed.map((asset) => ({
    ...(tables.find((one) => one.asset === asset) ?? {
      venue,
      asset,
      validFrom: statedOn,
      source: statedBy(statedOn),
      origin: 'stated',
      tiers: [{ floor: 0, ratio: 1 }],
    }),
    // Called at assets / debts of r: equity has come down to (r - 1) of what is owed.
    owedMaintenanceRate: Number((value - 1).toPrecision(15)),
    owedStatedOn: statedOn,
  }));
}
