import type { PositionRow } from '../../shared/contract/book.ts';
import type { MeasureResult } from '../../shared/contract/common.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import { leverageText } from '../../shared/format/leverage.ts';
import { moneyText, signedMoneyText } from '../../shared/format/money.ts';
import { notApplicableText } from '../../shared/format/number-text.ts';
import { exactAmountText } from '../../shared/format/quantity.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { scopeText } from '../../shared/measures/scope.ts';
import { anyPriceText, figureHtml, flagMark, missingHtml, whyText, type Lookup } from './figure-text.ts';
import { flagWords } from '../../shared/measures/flag-words.ts';
import { escapeHtml, htmlTable, type Column } from './html-text.ts';

type Account = RiskDocument['accounts'][number];
type Pool = Account['pools'][number];

/** Why something is missing, with its mend. */
interface Gap {
  readonly reason: string | null;
  readonly mend: string | null;
}

/** Every pool with its figures and its state; reasons and assumptions in words below. */
export function accountsTable(risk: RiskDocument, find: Lookup): string {
  type Row = { readonly account: Account; readonly pool: Pool; readonly isFirst: boolean };
  const rows = risk.accounts.flatMap((account) =>
    account.pools.map((pool, index): Row => ({ account, pool, isFirst: index === 0 })),
  );
  const scopeOf = ({ account, pool }: Row): string =>
    scopeText({ kind: 'pool', account: account.account, pool: pool.pool });
  // The leverage is the account's: told once, on its first row.
  const leverageOf = ({ account, isFirst }: Row): MeasureResult | undefined =>
    isFirst ? find('effectiveLeverage', scopeText({ kind: 'account', account: account.account })) : undefined;
  const column = (title: string, id: string, value: (row: Row) => number | null, text: (value: number) => string) =>
    ({
      title,
      align: 'right',
      cell: (row) => {
        const figure = find(id, scopeOf(row));
        // Where nothing is margined a maintenance of 0 says nothing.
        if (row.pool.kind === 'spot' && id !== 'equity') return notApplicableText;
        return figure === undefined ? valueOrGap(value(row), text, row.pool) : figureHtml(figure);
      },
    }) satisfies Column<Row>;
  return htmlTable<Row>(
    [
      { title: 'Account', align: 'left', cell: ({ account }) => escapeHtml(account.account) },
      { title: 'Pool', align: 'left', cell: ({ pool }) => escapeHtml(pool.pool) },
      column('Equity', 'equity', ({ pool }) => pool.equity, moneyText),
      column('Maintenance', 'maintenanceMargin', ({ pool }) => pool.maintenanceMargin, moneyText),
      column('Margin ratio', 'marginRatio', ({ pool }) => pool.marginRatio, percentText),
      {
        title: 'Leverage of the account',
        align: 'right',
        cell: (row) => {
          const figure = leverageOf(row);
          if (!row.isFirst) return '';
          return figure === undefined
            ? valueOrGap(row.account.effectiveLeverage, leverageText, row.pool)
            : figureHtml(figure);
        },
      },
      {
        title: 'State',
        align: 'left',
        cell: ({ pool }) => `<strong class="whole ${pool.state}">${stateWord(pool)}</strong>`,
      },
    ],
    rows,
    'No accounts yet.',
    (row) =>
      rowNote(row.pool, [
        ...row.pool.flags,
        ...flagsOf([find('equity', scopeOf(row)), find('maintenanceMargin', scopeOf(row)), leverageOf(row)]),
      ]),
  );
}

/** What lies in spot beside margin pools is never liquidated: it has no state. */
function stateWord({ kind, state }: Pool): string {
  return kind === 'spot' && state === 'safe' ? 'no margin' : state;
}

/** Open positions and those whose history is incomplete. */
export function positionsTable(rows: readonly PositionRow[], find: Lookup): string {
  const figuresOf = (row: PositionRow, ...ids: readonly string[]): readonly (MeasureResult | undefined)[] => {
    const { side, account, instrument } = row;
    const scope = side === 'flat' || side === null ? null : scopeText({ kind: 'position', account, instrument, side });
    return ids.map((id) => (scope === null ? undefined : find(id, scope)));
  };
  const known = (row: PositionRow, value: number | null, text: (value: number) => string): string =>
    row.status === 'history-incomplete' || value === null ? missingHtml(row) : escapeHtml(text(value));
  const column = (title: string, id: string): Column<PositionRow> => ({
    title,
    align: 'right',
    // Nothing built on an incomplete history is known, also where the engine has no figure for it.
    cell: (row) => (row.status === 'history-incomplete' ? missingHtml(row) : figureHtml(figuresOf(row, id)[0])),
  });
  return htmlTable<PositionRow>(
    [
      {
        title: 'Instrument, account',
        align: 'left',
        cell: (row) => `${escapeHtml(row.instrument)} <span class="quiet">${escapeHtml(row.account)}</span>`,
      },
      {
        title: 'Quantity',
        align: 'right',
        cell: (row) => (row.quantity === null ? missingHtml(row) : exactAmountText(row.quantity, 'plus')),
      },
      {
        title: 'Entry',
        align: 'right',
        cell: (row) => known(row, row.averagePrice === null ? null : Number(row.averagePrice), anyPriceText),
      },
      {
        title: 'Mark',
        align: 'right',
        cell: ({ mark, ...row }) => (mark === null ? missingHtml(row) : anyPriceText(mark)),
      },
      { title: 'Notional', align: 'right', cell: (row) => known(row, row.notional, signedMoneyText) },
      column('Liquidation below', 'liquidationPrice.lower'),
      column('above', 'liquidationPrice.upper'),
      column('Away', 'distanceFraction'),
      column('Away, σ', 'distanceSigma'),
    ],
    rows,
    'No open positions.',
    (row) => {
      const figures = figuresOf(row, 'liquidationPrice.lower', 'distanceSigma', 'distanceFraction');
      const gap = figures.find((figure) => figure?.status === 'missing-data');
      return rowNote(row.reason === null && gap !== undefined ? gap : row, [...row.flags, ...flagsOf(figures)]);
    },
  );
}

/** Exposure of each asset, the largest first; missing ones last. */
export function assetsTable(risk: RiskDocument, find: Lookup): string {
  const ids = ['grossExposure', 'netExposure', 'exposureShare', 'onePercentMove'] as const;
  const figuresOf = (asset: string): readonly (MeasureResult | undefined)[] =>
    ids.map((id) => find(id, scopeText({ kind: 'asset', asset })));
  const gross = (asset: string): number => figuresOf(asset)[0]?.value ?? -1;
  const names = [...new Set(risk.exposures.map((row) => row.asset))].toSorted(
    (a, b) => gross(b) - gross(a) || (a < b ? -1 : 1),
  );
  return htmlTable<string>(
    [
      { title: 'Asset', align: 'left', cell: (asset) => escapeHtml(asset) },
      ...['Gross', 'Net', 'Share', 'A rise of 1 %'].map((title, index): Column<string> => ({
        title,
        align: 'right',
        cell: (asset) => figureHtml(figuresOf(asset)[index]),
      })),
    ],
    names,
    'No exposure.',
    (asset) => {
      // A share is missing with the gross exposure of the book, whose reason stands at the top.
      const gap = figuresOf(asset).find((figure) => figure?.status === 'missing-data' && figure.id !== 'exposureShare');
      return rowNote(gap ?? { reason: null, mend: null }, flagsOf(figuresOf(asset)));
    },
  );
}

/** A number of the document; without one, missing where something says why, else a dash. */
function valueOrGap(value: number | null, text: (value: number) => string, gap: Gap): string {
  if (value !== null) return escapeHtml(text(value));
  return gap.reason === null ? notApplicableText : missingHtml(gap);
}

function flagsOf(figures: readonly (MeasureResult | undefined)[]): readonly string[] {
  return figures.flatMap((figure) => figure?.flags ?? []);
}

function rowNote(gap: Gap, flags: readonly string[]): string | null {
  const parts = [whyText(gap), flags.length === 0 ? null : `${flagMark} ${flagWords(flags)}.`];
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? null : said.join(' ');
}
