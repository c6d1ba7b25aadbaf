import { demoBook, demoSeed } from '../../../db/seeds/demo-book.ts';
import type { Output } from '../../../shared/contract/core.ts';
import type { vaultCalls } from '../../../shared/contract/vault.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { bookCalls } from '../../../shared/contract/book.ts';
import { statementsOf } from '../edits/account-settings.ts';
import { changeBook, type ServiceContext } from '../context.ts';

const description = 'The demo book';

/** Fills an empty vault with the demo book, as one change that undo takes back. Fault: `vault-not-empty`. */
export function openDemo(context: ServiceContext): Result<Output<(typeof vaultCalls)['vault.openDemo']>> {
  const { vault } = context;
  if (vault.changes.newestLive() !== null)
    return failure(
      'vault-not-empty',
      'This vault holds a book already; the demo book would mix with it.',
      'Open the demo book in a vault of its own: npm start -- --book demo.',
    );
  const made = changeBook(context, 'demo', (changeId) => {
    const book = demoBook(demoSeed, context.now());
    vault.settings.set(changeId, 'title', 'Demo book');
    for (const settings of book.accounts) {
      const change = bookCalls['accounts.set'].input.parse(settings);
      for (const statement of statementsOf(change)) vault.accounts.state(changeId, change.name, statement);
    }
    for (const { account, event } of book.events) vault.events.insert(changeId, account, event);
    for (const mark of book.marks) vault.marks.insert(changeId, mark);
    return success({ keep: true, description, value: null });
  });
  return made.ok ? success({ changeId: made.value.changeId, description }) : made;
}
