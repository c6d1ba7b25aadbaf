/** What a flag tells the trader; what a figure with it rests on. */
const words: Readonly<Record<string, string>> = {
  'mark-stale': 'a price older than a day',
  'tier-table-old': 'a margin table older than 90 days',
  'flat-rate-tiers': 'a flat margin rate instead of the venue’s table',
  'isolated-margin-assumed': 'isolated margin taken as entry notional over leverage',
  'collateral-ratio-unknown': 'a coin counted as collateral without the venue’s haircut',
  'collateral-table-old': 'a table of collateral older than 90 days',
  'needs-table': 'a venue whose margin table Ballast does not have',
  'option-rules-from-memory': 'the least margin of strategies of options by FINRA’s rules, which the broker may exceed',
  'portfolio-moves-least': 'the least price moves of portfolio margin, which the broker may exceed',
  'underlying-kind-assumed': 'options taken as options on plain shares',
  'quantity-in-dollars': 'a quantity of coin contracts taken in dollars',
  'closing-fee-unknown': 'an assumed closing fee inside the maintenance',
  'liquidation-rules-unknown': 'a venue of which it is not known how it liquidates: everything at once, without a fee',
  'liquidation-fee-unknown': 'a liquidation whose fee is not known and left out',
  'venue-rules-unknown': 'a venue whose margin rules Ballast does not know',
  'balance-left-out': 'a sum without a balance whose beginning is not known',
  'spot-not-counted': 'margin pools alone, without what lies in spot beside them',
  'timezone-assumed': 'times read as UTC',
  'time-ambiguous': 'a local time that occurs twice',
  'assumed-flat-start': 'a history taken to start without a position',
  'sold-more-than-bought': 'a history that sells more than it bought',
  'balance-restated': 'a balance that was stated anew',
  'amount-differs': 'a row whose amount is not price times quantity',
  'fee-unknown': 'a trade whose file does not say what it cost',
  'past-expiry': 'a contract held beyond its expiry, of which no row says how it left',
  'side-from-position': 'an expiry whose side the file does not name',
  stated: 'what the trader stated',
  'from-position-statement': 'coins known only from a position that was stated',
  'from-position-report': 'a position that only the broker’s report begins',
  'from-split': 'shares that a split or a change of symbol made',
  'realised-without-cost': 'a sale whose entry nobody states',
  'realised-since-opening': 'profit realised since the position was stated',
};

/** Flags in words, each once; a flag without words keeps its name, read as words. */
export function flagWords(flags: readonly string[]): string {
  return [...new Set(flags)].map((flag) => words[flag] ?? flag.replaceAll('-', ' ')).join('; ');
}
