import type { ValuedBook, ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { Note } from '../../../shared/contract/common.ts';
import { plainAmount } from '../../../shared/format/ticket-text.ts';
import type { Ticket } from './ticket.ts';

/** What the trader must know of a what-if beside its figures: fees not stated, balances that become a debt, margin set aside by hand. */
export function ticketNotes(before: ValuedBook, after: ValuedBook, tickets: readonly Ticket[]): readonly Note[] {
  return [...feeNotes(tickets), ...debtNotes(before, after), ...isolatedNotes(before, after)];
}

function feeNotes(tickets: readonly Ticket[]): readonly Note[] {
  return tickets.flatMap((ticket): readonly Note[] => {
    if (ticket.kind === 'top-up' || ticket.feeRate !== null) return [];
    const { account, instrument } = ticket;
    const text = `No fee is stated for the trade of ${instrument.symbol} in ${account}: none is taken.`;
    return [{ kind: 'assumed', text, mend: 'Name the fee rate of the venue.', account }];
  });
}

/** What was owed before says nothing new. */
function debtNotes(before: ValuedBook, after: ValuedBook): readonly Note[] {
  const owes = (book: ValuedBook, account: string) =>
    (book.accounts.find(({ name }) => name === account)?.balances ?? []).flatMap(({ asset, amount }) =>
      amount.status === 'value' && amount.value < 0 ? [{ asset, owed: -amount.value }] : [],
    );
  return after.accounts.flatMap(({ name: account }) => {
    const owed = new Set(owes(before, account).map(({ asset }) => asset));
    return owes(after, account)
      .filter(({ asset }) => !owed.has(asset))
      .map(({ asset, owed: amount }): Note => {
        const sum = `${plainAmount(amount)} ${asset}`;
        const text = `After the what-if ${account} owes ${sum}: its ${asset} does not cover it, and the venue would have to lend it.`;
        return { kind: 'assumed', text, mend: `Pay in ${sum}, or trade less.`, account };
      });
  });
}

/** Only what stays open: margin set aside does not outlive its position. */
function isolatedNotes(before: ValuedBook, after: ValuedBook): readonly Note[] {
  return after.accounts.flatMap(({ name: account, positions }) => {
    const earlier = before.accounts.find(({ name }) => name === account)?.positions ?? [];
    return positions.flatMap((now): readonly Note[] => {
      const was = earlier.find((one) => one.instrument.symbol === now.instrument.symbol && one.leg === now.leg);
      if (was === undefined || was.isolatedMargin === null || was.quantity === now.quantity) return [];
      const mend = `State the isolated margin of ${now.instrument.symbol} anew once you have traded.`;
      return [{ kind: 'assumed', text: isolatedText(account, now, was.isolatedMargin), mend, account }];
    });
  });
}

function isolatedText(account: string, now: ValuedPosition, stated: number): string {
  const { instrument, isolatedMargin } = now;
  const { symbol, settleAsset } = instrument;
  const taken =
    isolatedMargin === null
      ? 'no longer holds, and no leverage says by how much it grows'
      : `is taken as ${plainAmount(isolatedMargin)} ${settleAsset}, as it grows and shrinks with the size`;
  return `The isolated margin of ${symbol} in ${account} that you stated (${plainAmount(stated)} ${settleAsset}) ${taken}. What you stated stays as it was.`;
}
