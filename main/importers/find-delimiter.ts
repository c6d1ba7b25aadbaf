export type Delimiter = ',' | ';' | '\t' | '|';

/**
 * The delimiter of a file from its beginning: the one that cuts most lines into the same number of fields, weighed by
 * that number. A comma decimal or a semicolon inside a note occurs irregularly and loses. Comma where nothing is cut.
 */
export function findDelimiter(head: string): Delimiter {
  const lines = countsOfLines(head);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const score = scoreOf(lines.map((counts) => counts[delimiter]));
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];
const linesLookedAt = 40;

type Counts = Record<Delimiter, number>;

/** How often each delimiter stands outside quotes, a record each. */
function countsOfLines(head: string): readonly Counts[] {
  const lines: Counts[] = [];
  let counts: Counts = { ',': 0, ';': 0, '\t': 0, '|': 0 };
  let quoted = false;
  let fieldIsEmpty = true;
  for (let at = 0; at < head.length && lines.length < linesLookedAt; at += 1) {
    const character = head[at];
    if (quoted) {
      if (character === '"') quoted = false;
    } else if (character === '"' && fieldIsEmpty) {
      quoted = true;
      fieldIsEmpty = false;
    } else if (character === '\n' || character === '\r') {
      lines.push(counts);
      counts = { ',': 0, ';': 0, '\t': 0, '|': 0 };
      fieldIsEmpty = true;
    } else if (character === ',' || character === ';' || character === '\t' || character === '|') {
      counts[character] += 1;
      fieldIsEmpty = true;
    } else if (character !== '\uFEFF') {
      // A doubled quote inside a quoted field reopens it.
      if (character === '"' && head[at - 1] === '"') quoted = true;
      fieldIsEmpty = false;
    }
  }
  lines.push(counts);
  return lines;
}

/** The commonest count times the number of lines that have it. */
function scoreOf(counts: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, times] of lines) best = Math.max(best, count * times);
  return best;
}
