/** Something that can be found and done. */
export interface Findable {
  readonly title: string;
  /** Said beside it, and searched. */
  readonly detail: string;
  readonly group: string;
}

/**
 * What fits all the words typed, the best first: titles that begin with the words, then titles with a word that begins so, then
 * what holds them anywhere. Within a rank the given order stays.
 */
export function found<Item extends Findable>(items: readonly Item[], typed: string): readonly Item[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const ranked: { readonly item: Item; readonly rank: number }[] = [];
  for (const item of items) {
    const rank = rankOf(item, words);
    if (rank !== null) ranked.push({ item, rank });
  }
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}

function rankOf({ title, detail, group }: Findable, words: readonly string[]): number | null {
  const name = title.toLowerCase();
  const everything = `${name} ${detail} ${group}`.toLowerCase();
  if (!words.every((word) => everything.includes(word))) return null;
  if (name.startsWith(words.join(' '))) return 0;
  if (words.every((word) => beginsAWord(name, word))) return 1;
  return words.every((word) => name.includes(word)) ? 2 : 3;
}

function beginsAWord(text: string, word: string): boolean {
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
}
