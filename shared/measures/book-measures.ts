/** What an account is worth. */
export const bookMeasures = {
  equity: {
    label: 'Equity',
    unit: 'money',
    meaning:
      'Balances at their rates plus unrealised profit of the positions at their marks. Of an account: of its margin pools; without any, cash plus positions at marks.',
    source: 'Definition: what would be left if everything were closed at the marks, before fees.',
  },
} as const;
