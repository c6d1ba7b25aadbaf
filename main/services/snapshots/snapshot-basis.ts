import { isCash } from '../../../shared/book/asset.ts';
import type { LedgerPosition } from '../../../shared/book/position.ts';
import type { PositionRow, PositionsDocument } from '../../../shared/contract/book.ts';
import type { BasisPosition, SnapshotBasis } from '../../../shared/contract/snapshots.ts';
import { isOutright } from '../../risk/exposure/position-terms.ts';
import { compileBook } from '../../risk/margin/compile-pools.ts';
import { maintenanceOf } from '../../risk/margin/maintenance-segments.ts';
import type { MarginLeg } from '../../risk/margin/margin-table.ts';
import { rateOf } from '../../valuation/rates.ts';
import { toNumber } from '../../valuation/to-number.ts';
import type { BookAt } from '../book/book-at.ts';

/** What a later comparison needs beside the documents: rates, contract terms and the margin rules that held. */
export function snapshotBasis(book: BookAt, { positions, balances }: PositionsDocument): SnapshotBasis {
  const legs = new Map(
    compileBook(book.valued).flatMap((table) =>
      table.legs.map((leg) => [keyOf(table.account, leg.position.instrument.symbol, leg.position.leg), leg] as const),
    ),
  );
  const assets = [
    ...balances.map(({ asset }) => asset),
    ...positions.flatMap(({ settlementAsset, fees }) => [settlementAsset, ...fees.map(({ asset }) => asset)]),
  ];
  return {
    rates: [...new Set(assets)].toSorted().map((asset) => {
      const { rate } = rateOf(asset, book.base, book.asOfMs, book.marks);
      return { asset, rate: rate.status === 'value' ? rate.value.price : null, isCash: isCash(asset) };
    }),
    positions: book.ledger.positions.map((position, index) =>
      basisOf(book, position, positions[index] as PositionRow, legs),
    ),
  };
}

function keyOf(account: string, instrument: string, leg: string): string {
  return `${account} ${instrument} ${leg}`;
}

function basisOf(
  book: BookAt,
  position: LedgerPosition,
  row: PositionRow,
  legs: ReadonlyMap<string, MarginLeg>,
): BasisPosition {
  const instrument = book.instrumentOf(position.instrument);
  const valued = book.valued.accounts
    .find(({ name }) => name === position.account)
    ?.positions.find((one) => one.instrument.symbol === position.instrument && one.leg === position.leg);
  const leg = legs.get(keyOf(position.account, position.instrument, position.leg));
  return {
    account: position.account,
    instrument: position.instrument,
    leg: position.leg,
    holding: instrument.kind === 'spot' ? 'balance' : isOutright(instrument) ? 'outright' : 'contract',
    // An option is paid in the asset in which it is quoted, whatever it is on.
    payoff: isOutright(instrument) ? 'linear' : instrument.payoff,
    multiplier: toNumber(instrument.multiplier),
    settleAsset: instrument.settleAsset,
    mark: row.mark,
    unvalued: valued?.incomplete?.reason ?? null,
    splitFactor: book.ledger.splits
      .filter((split) => split.instrument === position.instrument)
      .reduce((factor, { from, to }) => (factor * toNumber(to)) / toNumber(from), 1),
    marginRule: leg === undefined ? null : ruleOf(leg),
  };
}

/** The rule by which its pool reads its maintenance; null where it asks for none or where its figure cannot be read again. */
function ruleOf({ segments, fixedMaintenance, position, tierTable }: MarginLeg): BasisPosition['marginRule'] {
  const { venue, validFrom, origin } = tierTable;
  if (segments.length > 0)
    return {
      base: 'mark',
      venue,
      validFrom,
      origin,
      tiers: segments.map(({ rate, tier: { floor, cap, deduction } }) => ({
        floor,
        cap,
        maintenanceRate: rate,
        deduction,
      })),
    };
  const { quantity, multiplier, entryPrice, instrument, settleRate } = position;
  if (fixedMaintenance === null || fixedMaintenance === 0 || settleRate.status !== 'value') return null;
  const size = Math.abs(quantity * multiplier);
  const notional = instrument.payoff === 'inverse' ? size / entryPrice : size * entryPrice;
  const again = maintenanceOf(tierTable.tiers, notional) * settleRate.value.price;
  if (Math.abs(again - fixedMaintenance) > 1e-9 * fixedMaintenance) return null;
  return {
    base: 'entry',
    venue,
    validFrom,
    origin,
    tiers: tierTable.tiers.map(({ floor, cap, maintenanceRate, deduction }) => ({
      floor,
      cap,
      maintenanceRate,
      deduction,
    })),
  };
}
