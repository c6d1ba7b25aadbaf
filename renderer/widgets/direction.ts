/** The class of a gain, a loss, or neither. Only P&L, changes and differences take it. */
export function directionClass(amount: number): 'up' | 'down' | '' {
  if (amount > 0) return 'up';
  return amount < 0 ? 'down' : '';
}
