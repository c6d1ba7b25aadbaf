import type {
  AdlRow,
  HedgeRow,
  InsolvencyDocument,
  InsolvencyEnding,
  InsolvencyFigure,
} from '../../shared/contract/insolvency.ts';
import { csvText, type CsvColumn, type SnapshotTable } from './csv-text.ts';

/** Where debt begins, the order of auto-deleveraging, and what it would take of hedges. */
export function insolvencyTables(insolvency: InsolvencyDocument): readonly SnapshotTable[] {
  const { base, adl, hedges } = insolvency;
  return [
    { name: 'insolvency', text: endingsText(insolvency) },
    { name: 'insolvency-adl', text: winnersText(base, adl) },
    { name: 'insolvency-hedges', text: hedgesText(base, hedges) },
  ];
}

/** A figure, and why there is none. */
function figure<Row>(header: string, of: (row: Row) => InsolvencyFigure): readonly CsvColumn<Row>[] {
  return [
    { header, cell: (row) => of(row).value },
    {
      header: `${header}: why none`,
      cell: (row) => (of(row).value === null ? [of(row).status, of(row).reason ?? ''].join(': ') : null),
    },
  ];
}

function endingsText({ base, gapFraction, delayHours, endings }: InsolvencyDocument): string {
  return csvText<InsolvencyEnding>(
    [
      { header: 'account', cell: (row) => row.account },
      { header: 'pool', cell: (row) => row.pool },
      { header: 'instrument', cell: (row) => row.instrument },
      { header: 'side on which it loses', cell: (row) => row.side },
      { header: 'mark', cell: (row) => row.mark },
      ...figure<InsolvencyEnding>(`equity (${base})`, (row) => row.equity),
      ...figure<InsolvencyEnding>('liquidation price', (row) => row.liquidationPrice),
      ...figure<InsolvencyEnding>('bankruptcy price', (row) => row.bankruptcyPrice),
      ...figure<InsolvencyEnding>('buffer (fraction)', (row) => row.bufferFraction),
      ...figure<InsolvencyEnding>(`buffer (${base})`, (row) => row.bufferMoney),
      ...figure<InsolvencyEnding>('distance to bankruptcy (fraction)', (row) => row.distanceFraction),
      ...figure<InsolvencyEnding>('distance to bankruptcy (sigma)', (row) => row.distanceSigma),
      ...figure<InsolvencyEnding>(`equity after liquidation (${base})`, (row) => row.equityAfter),
      ...figure<InsolvencyEnding>(`debt after a jump of ${gapFraction} (${base})`, (row) => row.shortfall),
      ...figure<InsolvencyEnding>(`expected debt, exit after ${delayHours} h (${base})`, (row) => row.expectedDebt),
      ...figure<InsolvencyEnding>('probability of debt (fraction)', (row) => row.debtProbability),
      { header: 'borne by', cell: (row) => row.bearers?.join(' ') ?? null },
    ],
    endings,
  );
}

function winnersText(base: string, adl: readonly AdlRow[]): string {
  return csvText<AdlRow>(
    [
      { header: 'order', cell: (row) => row.order },
      { header: 'account', cell: (row) => row.account },
      { header: 'venue', cell: (row) => row.venue },
      { header: 'instrument', cell: (row) => row.instrument },
      { header: 'side', cell: (row) => row.side },
      { header: `unrealizedPnl (${base})`, cell: (row) => row.unrealizedPnl },
      ...figure<AdlRow>('score', (row) => row.score),
    ],
    adl,
  );
}

function hedgesText(base: string, hedges: readonly HedgeRow[]): string {
  return csvText<HedgeRow>(
    [
      { header: 'asset', cell: (row) => row.asset },
      { header: 'closed', cell: ({ winning }) => winning.scope },
      { header: 'what stays', cell: ({ other }) => other.scope },
      { header: `naked (${base})`, cell: (row) => row.naked },
      ...figure<HedgeRow>(`net exposure before (${base})`, (row) => row.netBefore),
      ...figure<HedgeRow>(`net exposure after (${base})`, (row) => row.netAfter),
      ...figure<HedgeRow>('liquidation of what stays, now', (row) => row.liquidationNow),
      ...figure<HedgeRow>('liquidation of what stays, then', (row) => row.liquidationAfter),
    ],
    hedges,
  );
}
