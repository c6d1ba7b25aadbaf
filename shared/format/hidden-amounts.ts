/** What stands where an amount is kept from other eyes. */
export const hiddenAmountText = '•••';

let areHidden = false;

/**
 * Keeps amounts of money and quantities from other eyes, wherever they are written: on the screen, in notes and for screen readers.
 * Prices, ratios, distances and states stay. Only the window does this; texts that are written already are not touched.
 */
export function hideAmounts(hide: boolean): void {
  areHidden = hide;
}

export function amountsAreHidden(): boolean {
  return areHidden;
}

/** The amount as it may be read now. */
export function amountText(write: () => string): string {
  return areHidden ? hiddenAmountText : write();
}
