import type { TicketField } from './typed-ticket.ts';

/** The field that a refusal of the engine is about; null where it is about none of them. */
export function refusedField(code: string): TicketField | null {
  return fields[code] ?? null;
}

const fields: Readonly<Record<string, TicketField>> = {
  'account-unknown': 'account',
  'history-incomplete': 'instrument',
  'instrument-unknown': 'instrument',
  'instrument-symbol': 'instrument',
  'leverage-beyond-tier': 'leverage',
  'nothing-held': 'instrument',
  'rate-missing': 'instrument',
  'price-missing': 'price',
  'price-not-positive': 'price',
  'leg-missing': 'leg',
  'leg-unknown': 'leg',
  'leg-too-small': 'size',
  'size-unknown': 'size',
  'size-not-positive': 'size',
  'stop-side': 'stop',
  'stop-not-positive': 'stop',
  'amount-zero': 'amount',
};
