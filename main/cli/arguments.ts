import { failure, success, type Result } from '../../shared/result/result.ts';

/** What a command takes. `flag` stands alone; `value` takes the next word, whatever it begins with. */
export type OptionKind = 'flag' | 'value' | 'repeated';

export type OptionKinds = Readonly<Record<string, OptionKind>>;

/** The words of a command line, sorted. */
export interface Arguments {
  readonly words: readonly string[];
  readonly flag: (name: string) => boolean;
  /** The value of an option, or null when it was not given. */
  readonly value: (name: string) => string | null;
  readonly values: (name: string) => readonly string[];
}

/** Sorts words into options (`--name value`, `--name=value`) and the rest; `--` ends the options. Fault: `usage`. */
export function readArguments(words: readonly string[], kinds: OptionKinds): Result<Arguments> {
  const plain: string[] = [];
  const given = new Map<string, string[]>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (word === '--') {
      plain.push(...words.slice(at + 1));
      break;
    }
    if (!word.startsWith('--')) {
      plain.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = word.slice(2, equals === -1 ? undefined : equals);
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) return failure('usage', `There is no option --${name} here.`, knownOptions(kinds));
    if (kind === 'flag') {
      if (equals !== -1) return failure('usage', `--${name} takes no value.`);
      given.set(name, ['']);
      continue;
    }
    const value = equals === -1 ? words[(at += 1)] : word.slice(equals + 1);
    if (value === undefined) return failure('usage', `--${name} needs a value.`);
    const before = given.get(name);
    if (before !== undefined && kind !== 'repeated') return failure('usage', `--${name} is given twice.`);
    given.set(name, [...(before ?? []), value]);
  }
  return success({
    words: plain,
    flag: (name) => given.has(name),
    value: (name) => given.get(name)?.[0] ?? null,
    values: (name) => given.get(name) ?? [],
  });
}

function knownOptions(kinds: OptionKinds): string {
  return `Known here: ${Object.keys(kinds)
    .map((name) => `--${name}`)
    .join(', ')}.`;
}
