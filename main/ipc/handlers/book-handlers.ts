import type { bookCalls } from '../../../shared/contract/book.ts';
import type { Handlers } from '../../../shared/contract/core.ts';
import { success } from '../../../shared/result/result.ts';
import { accountsList, setAccount } from '../../services/edits/account-settings.ts';
import { addEntry } from '../../services/edits/add-entry.ts';
import { setBase } from '../../services/edits/base-currency.ts';
import type { ServiceContext } from '../../services/context.ts';
import { eventsDocument, rawRow } from '../../services/book/events-document.ts';
import { importMarginTable } from '../../services/edits/import-margin-table.ts';
import { positionsDocument } from '../../services/book/positions-document.ts';
import { stateMarks } from '../../services/edits/state-marks.ts';

export function bookHandlers(context: ServiceContext): Handlers<typeof bookCalls> {
  return {
    'book.positions': ({ asOfMs }) => success(positionsDocument(context, asOfMs)),
    'book.events': (query) => success(eventsDocument(context, query)),
    'book.rawRow': ({ eventId }) => success({ raw: rawRow(context, eventId) }),
    'book.add': (entry) => addEntry(context, entry),
    'book.marks': (marks) => stateMarks(context, marks),
    'book.setBase': ({ currency }) => setBase(context, currency),
    'accounts.list': () => success(accountsList(context)),
    'accounts.set': (change) => setAccount(context, change),
    'venues.importTable': (input) => importMarginTable(context, input),
  };
}
