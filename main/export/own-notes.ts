import type { Note } from '../../shared/contract/common.ts';
import { escapeHtml } from './html-text.ts';

interface Notes {
  readonly excluded: readonly Note[];
  readonly assumptions: readonly Note[];
}

/** What a section leaves out or takes beyond what stands at the top of the page. */
export function ownNotes(section: Notes, page: Notes): string {
  const said = new Set([...page.excluded, ...page.assumptions].map(({ text }) => text));
  const own = [...section.excluded, ...section.assumptions].filter(({ text }) => !said.has(text));
  if (own.length === 0) return '';
  return `<ul class="notes">${own.map(({ text, mend }) => `<li>${escapeHtml(`${text} ${mend}`.trim())}</li>`).join('')}</ul>`;
}
