import { venueName } from '../../../shared/book/venue.ts';
import type { Note } from '../../../shared/contract/common.ts';
import type { MarginTable } from '../../risk/margin/margin-table.ts';
import { rulesKnownFrom } from '../../venues/find-venue-rules.ts';

/** One note for each account whose venue liquidates by rules that are not known at the instant of the book, and what is taken instead. */
export function rulesUnknownNotes(tables: readonly MarginTable[]): readonly Note[] {
  const unknown = tables.filter(({ rules, kind }) => rules === null && kind !== 'spot');
  const venueOf = new Map(unknown.map(({ account, venue }) => [account, venue]));
  return [...venueOf].map(([account, venue]) => ({ kind: 'assumed', ...wordsOf(account, venue), account }));
}

function wordsOf(account: string, venue: string | null): Pick<Note, 'text' | 'mend'> {
  if (venue === null)
    return {
      text: `How the venue of ${account} liquidates is not known: everything is closed at once, without a fee.`,
      mend: `State the venue of ${account}.`,
    };
  const from = rulesKnownFrom(venue);
  const mend = 'Keep in mind that the venue may close less at a time and go on into a debt, and takes a fee.';
  return from === null
    ? {
        text: `How ${venueName(venue)} (${account}) liquidates is not known: everything is closed at once, without a fee.`,
        mend,
      }
    : {
        text: `How ${venueName(venue)} (${account}) liquidates is known from ${from} on, not for this date: everything is closed at once, without a fee.`,
        mend,
      };
}
