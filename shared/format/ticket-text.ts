import type { WhatIfTicket } from '../contract/whatif.ts';

/**
 * Something the trader may do, in words: `buy 0.5 BTC/USDT:USDT in Main at the mark, stop 58000`.
 * @param shareText how a share of a position is written
 */
export function ticketText(ticket: WhatIfTicket, shareText: (fraction: number) => string): string {
  switch (ticket.kind) {
    case 'trade': {
      const { side, size, instrument, account, price, leverage, stop, leg } = ticket;
      const amount = size.unit === 'contracts' ? size.amount : `for ${size.amount}`;
      const more = [
        leg === null ? '' : ` (${leg} leg)`,
        ` in ${account} at ${price ?? 'the mark'}`,
        leverage === null ? '' : `, leverage ${leverage}`,
        stop === null ? '' : `, stop ${stop}`,
      ];
      return `${side} ${amount} ${instrument}${more.join('')}`;
    }
    case 'close': {
      const { share, instrument, account, price, leg } = ticket;
      return `close ${shareText(share)} of ${instrument}${leg === null ? '' : ` ${leg}`} in ${account} at ${price ?? 'the mark'}`;
    }
    case 'top-up': {
      const { amount, asset, account } = ticket;
      return amount.startsWith('-')
        ? `take ${amount.slice(1)} ${asset} out of ${account}`
        : `pay ${amount} ${asset} into ${account}`;
    }
  }
}

/** An amount in a sentence, without groups and needless zeros: `1250.5`. Ten significant digits: what sums of floats do is left out. */
export function plainAmount(amount: number): string {
  return String(Number(amount.toPrecision(10)));
}
