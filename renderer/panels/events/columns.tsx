import type { ColDef } from 'ag-grid-community';
import type { PageRow } from '../../../shared/contract/edits.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { timeSecondsText, timeText } from '../../../shared/format/time.ts';
import type { CopyContext } from '../../widgets/grid-copy.ts';
import { remarkOf } from './use-events.ts';

/** Under this width account, file and fee go: they stand under the list with the row that is chosen. */
const wideFrom = 1080;
/** Under this one, what a row moves shares a column with its quantity, and the remark is told by the strike alone. */
const middleFrom = 760;
/** Under this one the side goes. */
const sideFrom = 500;

/** Time, what happened, and where it comes from. The list is in one order: newest first. */
export function eventColumns(width: number): ColDef<PageRow>[] {
  const isWide = width >= wideFrom;
  const hasRoom = width >= middleFrom;
  return [
    {
      colId: 'time',
      headerName: 'Time, UTC',
      width: hasRoom ? 156 : 130,
      sortable: false,
      valueGetter: ({ data }) =>
        data === undefined ? '' : hasRoom ? timeSecondsText(data.timeMs) : timeText(data.timeMs),
      cellClass: 't2',
    },
    word('kind', 'Kind', hasRoom ? 80 : 60, (row) => row.kind),
    word('side', 'Side', 44, (row) => row.side ?? row.positionSide ?? notApplicableText, { hide: width < sideFrom }),
    word('instrument', 'Instrument', hasRoom ? 104 : 84, (row) => row.instrument ?? notApplicableText, {
      flex: 1,
      className: 't1',
    }),
    hasRoom ? amount('quantity', 'Quantity', (row) => row.quantity) : quantityOrAmount,
    amount('price', 'Price', (row) => row.price, hasRoom ? 84 : 76),
    { ...moneyColumn('amount', 'Amount', (row) => row.amount), hide: !hasRoom },
    { ...moneyColumn('fee', 'Fee', (row) => row.fee), hide: !isWide },
    word('account', 'Account', 120, (row) => row.account, { hide: !isWide }),
    word('file', 'From', 120, sourceText, { hide: !isWide }),
    word('remark', 'Remark', 82, remarkOf, { hide: !hasRoom }),
  ];
}

function word(
  id: string,
  header: string,
  width: number,
  text: (row: PageRow) => string,
  {
    flex,
    className = '',
    hide = false,
  }: { readonly flex?: number; readonly className?: string; readonly hide?: boolean } = {},
): ColDef<PageRow> {
  return {
    colId: id,
    headerName: header,
    width,
    hide,
    sortable: false,
    ...(flex === undefined ? {} : { flex, minWidth: width }),
    valueGetter: ({ data }) => (data === undefined ? '' : text(data)),
    tooltipValueGetter: ({ data }) => (data === undefined ? null : text(data)),
    cellClass: className,
  };
}

/** A row either has a quantity or moves an amount; of which asset, the line under the list says. */
const quantityOrAmount: ColDef<PageRow> = {
  ...amount('quantity', 'Quantity', (row) => row.quantity ?? row.amount?.amount ?? null, 112),
};

function moneyColumn(id: string, header: string, of: (row: PageRow) => PageRow['amount']): ColDef<PageRow> {
  return {
    ...amount(id, header, (row) => of(row)?.amount ?? null, 150),
    valueFormatter: ({ data }) => moneyOf(data === undefined ? null : of(data)),
  };
}

function amount(id: string, header: string, of: (row: PageRow) => string | null, width = 92): ColDef<PageRow> {
  return {
    colId: id,
    headerName: header,
    headerClass: 'ag-right-aligned-header',
    width,
    sortable: false,
    valueGetter: ({ data }) => (data === undefined ? null : of(data)),
    valueFormatter: ({ value }) => (value == null ? notApplicableText : exactAmountText(String(value))),
    tooltipValueGetter: ({ value }) => (value == null ? null : exactAmountText(String(value))),
    context: { copy: (row) => of(row) } satisfies CopyContext<PageRow>,
    cellClass: 'right',
  };
}

function moneyOf(money: PageRow['amount']): string {
  return money === null ? notApplicableText : `${exactAmountText(money.amount)} ${money.asset}`;
}

/** The file without its folders, and the line. */
export function sourceText({ file, line }: PageRow): string {
  if (file === null) return 'by hand';
  return `${file.split(/[/\\]/).at(-1) ?? file}${line === null ? '' : `:${line}`}`;
}
