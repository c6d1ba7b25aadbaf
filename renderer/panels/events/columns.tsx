import type { ColDef } from 'ag-grid-community';
import type { PageRow } from '../../../shared/contract/edits.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { dayText, timeSecondsText, timeText } from '../../../shared/format/time.ts';
import { hiddenColumns, widthOf } from '../../widgets/fit-columns.ts';
import type { CopyContext } from '../../widgets/grid-copy.ts';
import { remarkOf } from './use-events.ts';

/** Under this width account, file and fee go: they stand under the list with the row that is chosen. */
const wideFrom = 1080;
/** Under this one, what a row moves shares a column with its quantity, and the remark is told by the strike alone. */
const middleFrom = 760;
/** Under this one, of the time only the day stands. */
const timeFrom = 500;
const scrollBarWidth = 11;

/** Time, what happened, and where it comes from, each as wide as its longest text. The list is in one order: newest first. */
export function eventColumns(width: number, rows: readonly PageRow[]): ColDef<PageRow>[] {
  const isWide = width >= wideFrom;
  const hasRoom = width >= middleFrom;
  const columns: ColDef<PageRow>[] = [
    timeColumn(width),
    word(rows, 'kind', 'Kind', (row) => row.kind, { widest: 112 }),
    word(rows, 'side', 'Side', sideText),
    {
      ...word(rows, 'instrument', 'Instrument', (row) => row.instrument ?? notApplicableText, { className: 't1' }),
      width: hasRoom ? 104 : 84,
      minWidth: hasRoom ? 104 : 84,
      flex: 1,
    },
    hasRoom ? amount(rows, 'quantity', 'Quantity', quantityOf, plainText) : quantityOrAmount(rows),
    amount(rows, 'price', 'Price', (row) => row.price, plainText),
    { ...amount(rows, 'amount', 'Amount', (row) => row.amount?.amount ?? null, movedText), hide: !hasRoom },
    { ...amount(rows, 'fee', 'Fee', (row) => row.fee?.amount ?? null, feeText), hide: !isWide },
    word(rows, 'account', 'Account', (row) => row.account, { widest: 140, hide: !isWide }),
    word(rows, 'file', 'From', sourceText, { widest: 140, hide: !isWide }),
    word(rows, 'remark', 'Remark', remarkOf, { widest: 120, hide: !hasRoom }),
  ];
  // Where they still do not fit, these go, in this order.
  const givingWay = ['remark', 'side', 'price'];
  const hidden = hiddenColumns(
    columns
      .filter(({ hide }) => hide !== true)
      .map(({ colId = '', width: needed = 0 }) => ({
        id: colId,
        width: needed,
        giveWay: givingWay.includes(colId) ? givingWay.indexOf(colId) : null,
      })),
    width - scrollBarWidth,
  );
  return columns.map((column) => ({ ...column, hide: column.hide === true || hidden.has(column.colId ?? '') }));
}

function timeColumn(width: number): ColDef<PageRow> {
  const isDay = width < timeFrom;
  const text = width >= middleFrom ? timeSecondsText : isDay ? dayText : timeText;
  return {
    colId: 'time',
    headerName: isDay ? 'Day, UTC' : 'Time, UTC',
    width: width >= middleFrom ? 156 : isDay ? 100 : 136,
    sortable: false,
    valueGetter: ({ data }) => (data === undefined ? '' : text(data.timeMs)),
    tooltipValueGetter: ({ data }) => (data === undefined ? null : `${timeSecondsText(data.timeMs)} UTC`),
    cellClass: 't2',
  };
}

const sideText = (row: PageRow): string => row.side ?? row.positionSide ?? notApplicableText;

function word(
  rows: readonly PageRow[],
  id: string,
  header: string,
  text: (row: PageRow) => string,
  {
    className = '',
    hide = false,
    widest = Infinity,
  }: { readonly className?: string; readonly hide?: boolean; readonly widest?: number } = {},
): ColDef<PageRow> {
  return {
    colId: id,
    headerName: header,
    width: Math.min(widest, widthOf(rows.map(text), header)),
    hide,
    sortable: false,
    valueGetter: ({ data }) => (data === undefined ? '' : text(data)),
    tooltipValueGetter: ({ data }) => (data === undefined ? null : text(data)),
    cellClass: className,
  };
}

const quantityOf = (row: PageRow): string | null => row.quantity;

const plainText = (digits: string): string => exactAmountText(digits);

/** What came in is +, what went out −. */
function movedText(digits: string, { amount: moved }: PageRow): string {
  return `${exactAmountText(digits, 'plus')} ${moved?.asset ?? ''}`.trim();
}

function feeText(digits: string, { fee }: PageRow): string {
  return `${exactAmountText(digits)} ${fee?.asset ?? ''}`.trim();
}

/** A row either has a quantity or moves an amount of an asset, which is named. */
function quantityOrAmount(rows: readonly PageRow[]): ColDef<PageRow> {
  return amount(
    rows,
    'quantity',
    'Quantity, amount',
    (row) => row.quantity ?? row.amount?.amount ?? null,
    (digits, row) => (row.quantity === null ? movedText(digits, row) : plainText(digits)),
  );
}

/** @param of the digits as they are copied; null where the row has none */
function amount(
  rows: readonly PageRow[],
  id: string,
  header: string,
  of: (row: PageRow) => string | null,
  text: (digits: string, row: PageRow) => string,
): ColDef<PageRow> {
  const shown = (row: PageRow): string => {
    const digits = of(row);
    return digits === null ? notApplicableText : text(digits, row);
  };
  return {
    colId: id,
    headerName: header,
    headerClass: 'ag-right-aligned-header',
    width: widthOf(rows.map(shown), header),
    sortable: false,
    valueGetter: ({ data }) => (data === undefined ? null : of(data)),
    valueFormatter: ({ data }) => (data === undefined ? '' : shown(data)),
    tooltipValueGetter: ({ data }) => (data === undefined || of(data) === null ? null : shown(data)),
    context: { copy: (row) => of(row) } satisfies CopyContext<PageRow>,
    cellClass: 'right',
  };
}

/** The file without its folders, and the line. */
export function sourceText({ file, line }: PageRow): string {
  if (file === null) return 'by hand';
  return `${file.split(/[/\\]/).at(-1) ?? file}${line === null ? '' : `:${line}`}`;
}
