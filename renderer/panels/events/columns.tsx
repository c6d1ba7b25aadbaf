import type { ColDef } from 'ag-grid-community';
import type { PageRow } from '../../../shared/contract/edits.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { timeSecondsText } from '../../../shared/format/time.ts';
import type { CopyContext } from '../../widgets/grid-copy.ts';
import { remarkOf } from './use-events.ts';

/** Under this width account and file go: they stand under the list with the row that is chosen. */
const wideFrom = 860;
const middleFrom = 640;

/** Time, what happened, and where it comes from. The list is in one order: newest first. */
export function eventColumns(width: number): ColDef<PageRow>[] {
  const isWide = width >= wideFrom;
  const hasRoom = width >= middleFrom;
  return [
    {
      colId: 'time',
      headerName: 'Time, UTC',
      width: 132,
      sortable: false,
      valueGetter: ({ data }) => (data === undefined ? '' : timeSecondsText(data.timeMs)),
      cellClass: 't2',
    },
    word('kind', 'Kind', 92, (row) => row.kind),
    word('side', 'Side', 48, (row) => row.side ?? row.positionSide ?? notApplicableText),
    word('instrument', 'Instrument', 124, (row) => row.instrument ?? notApplicableText, { flex: 1, className: 't1' }),
    amount('quantity', 'Quantity', (row) => row.quantity),
    amount('price', 'Price', (row) => row.price),
    {
      ...amount('amount', 'Amount', (row) => row.amount?.amount ?? null),
      width: 110,
      valueFormatter: ({ data }) => moneyOf(data?.amount ?? null),
    },
    {
      ...amount('fee', 'Fee', (row) => row.fee?.amount ?? null),
      hide: !hasRoom,
      valueFormatter: ({ data }) => moneyOf(data?.fee ?? null),
    },
    word('account', 'Account', 120, (row) => row.account, { hide: !isWide }),
    word('file', 'From', 120, sourceText, { hide: !isWide }),
    word('remark', 'Remark', 96, remarkOf, { hide: !hasRoom }),
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

function amount(id: string, header: string, of: (row: PageRow) => string | null): ColDef<PageRow> {
  return {
    colId: id,
    headerName: header,
    headerClass: 'ag-right-aligned-header',
    width: 92,
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
