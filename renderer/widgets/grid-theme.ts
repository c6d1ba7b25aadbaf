import { themeQuartz } from 'ag-grid-community';

const tokens = {
  backgroundColor: 'var(--surface-1)',
  dataBackgroundColor: 'var(--surface-1)',
  foregroundColor: 'var(--text-2)',
  cellTextColor: 'var(--text-2)',
  headerBackgroundColor: 'var(--surface-1)',
  headerTextColor: 'var(--text-3)',
  headerCellHoverBackgroundColor: 'var(--row-hover)',
  headerFontSize: 11,
  headerFontWeight: 400,
  headerColumnResizeHandleColor: 'transparent',
  fontFamily: 'var(--font)',
  fontSize: 12,
  cellFontSize: 12,
  spacing: 4,
  iconSize: 12,
  cellHorizontalPadding: 7,
  borderColor: 'var(--hairline)',
  rowBorder: { color: 'var(--hairline)' },
  headerRowBorder: { color: 'var(--hairline-strong)' },
  pinnedRowBorder: { color: 'var(--hairline-strong)' },
  columnBorder: false,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  oddRowBackgroundColor: 'transparent',
  rowHoverColor: 'var(--row-hover)',
  selectedRowBackgroundColor: 'var(--row-selected)',
  accentColor: 'var(--accent)',
  focusShadow: '0 0 0 2px var(--focus-ring)',
  rangeSelectionBorderColor: 'var(--focus-ring)',
  pinnedRowBackgroundColor: 'var(--surface-2)',
  pinnedRowFontWeight: 600,
  menuBackgroundColor: 'var(--surface-3)',
  popupShadow: 'var(--shadow-float)',
  invalidColor: 'var(--danger)',
  valueChangeDeltaUpColor: 'var(--up)',
  valueChangeDeltaDownColor: 'var(--down)',
} as const;

/** Rows of 22 px where the eye compares many, of 24 px elsewhere. */
export const denseGridTheme = themeQuartz.withParams({ ...tokens, rowHeight: 22, headerHeight: 24 });
export const plainGridTheme = themeQuartz.withParams({ ...tokens, rowHeight: 24, headerHeight: 26 });
