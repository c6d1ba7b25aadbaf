/** Every key of the window in words; several that do the same stand with a blank between them. */
export const keyGroups: readonly {
  readonly title: string;
  readonly keys: readonly (readonly [pressed: string, does: string])[];
}[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl+K', 'find a command, panel, account, instrument or figure'],
      ['?', 'these keys'],
      ['Ctrl+O', 'import files'],
      ['Ctrl+S', 'snapshot'],
      ['Ctrl+Z', 'take back the last import or change'],
      ['Ctrl+Shift+Z', 'put back what was taken back last'],
      ['B', 'hide amounts, or show them again'],
      ['F6 Shift+F6', 'next and previous part of the window'],
      ['Alt+1 Alt+9', 'a panel by its place'],
      ['Alt+←', 'back from Explain'],
      ['Esc', 'close what lies on top'],
    ],
  },
  {
    title: 'Figures',
    keys: [
      ['E', 'explain: formula, inputs, source'],
      ['← →', 'the next figure of a bar or table'],
      ['Enter', 'open'],
    ],
  },
  {
    title: 'Grids',
    keys: [
      ['J K', 'row below, row above; arrows too'],
      ['Shift+↓', 'select several rows'],
      ['Ctrl+C', 'copy the cell in full precision; the rows, when several are selected'],
      ['Ctrl+Shift+C', 'copy whole rows with their header'],
      ['/', 'filter'],
      ['L', 'shock this asset in the ladder'],
      ['M', 'state its mark'],
      ['A', 'open its account'],
      ['R', 'its rows in Trades'],
      ['Alt+→', 'on a header: wider, with ← narrower'],
      ['Shift+→', 'on a header: move the column'],
    ],
  },
  {
    title: 'Ladder',
    keys: [
      ['← →', 'a rung; with Shift five'],
      ['Home End', 'the ends of the axis'],
      ['0', 'now'],
    ],
  },
  {
    title: 'Explain',
    keys: [
      ['↑ ↓', 'line by line'],
      ['→ ←', 'open and close an input; to its parent'],
      ['*', 'open everything on this level'],
      ['Ctrl+C', 'copy the value; with Shift its whole tree'],
    ],
  },
];
