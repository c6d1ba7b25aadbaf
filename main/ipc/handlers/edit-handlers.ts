import type { Handlers } from '../../../shared/contract/core.ts';
import type { editCalls } from '../../../shared/contract/edits.ts';
import { success } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../../services/context.ts';
import { editBook } from '../../services/edits/edit-book.ts';
import { eventPage } from '../../services/book/event-page.ts';
import { marginTablesList } from '../../services/edits/margin-tables-list.ts';
import { previewEdit } from '../../services/edits/preview-edit.ts';

export function editHandlers(context: ServiceContext): Handlers<typeof editCalls> {
  return {
    'book.edit': ({ edit }) => editBook(context, edit),
    'book.previewEdit': ({ edit }) => previewEdit(context, edit),
    'book.eventPage': (query) => success(eventPage(context, query)),
    'venues.tables': () => success(marginTablesList(context)),
  };
}
