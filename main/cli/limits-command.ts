import { limitRuleIds, limitRules, type Limit, type LimitRuleId } from '../../shared/book/limit.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { done, type Command } from './command.ts';
import { limitsText } from './limits-text.ts';
import { readAsOf } from './read-commands.ts';
import { readAll, readAssignment, readNumber } from './read-values.ts';

export const limitsCommand: Command = {
  name: 'limits',
  summary: 'judges the book by your own limits, or sets them',
  usage: ['limits [--as-of TIME]', 'limits [--set RULE=VALUE ...] [--clear RULE ...]'],
  help: [
    'RULE is one of the following; those of accounts also RULE:ACCOUNT for one account alone:',
    ...limitRuleIds.map((rule) => `  ${rule}: ${boundText(rule)}. ${limitRules[rule].meaning}`),
    'Fractions are written so: margin-ratio=0.5 is 50 %. A figure that is not known has not passed. undo takes a change back.',
  ],
  options: { set: 'repeated', clear: 'repeated', 'as-of': 'value' },
  vault: (given) => (given.values('set').length > 0 ? 'create' : 'refuse'),
  run: async ({ client, arguments: given }) => {
    const set = readAll(given.values('set'), readLimit);
    if (!set.ok) return set;
    const clear = readAll(given.values('clear'), readName);
    if (!clear.ok) return clear;
    if (set.value.length + clear.value.length > 0) {
      const made = await client['limits.set']({ set: [...set.value], clear: [...clear.value] });
      return made.ok ? done(made.value, made.value.description) : made;
    }
    const asOf = readAsOf(given);
    if (!asOf.ok) return asOf;
    const judged = await client['limits.judge']({ asOfMs: asOf.value });
    return judged.ok ? done(judged.value, limitsText(judged.value)) : judged;
  },
};

function boundText(rule: LimitRuleId): string {
  return limitRules[rule].bound === 'at-most' ? 'at most' : 'at least';
}

function readLimit(text: string): Result<Limit> {
  const named = readAssignment(text, 'RULE=VALUE');
  if (!named.ok) return named;
  const name = readName(named.value.name);
  if (!name.ok) return name;
  const value = readNumber(named.value.value, `The limit of ${named.value.name}`);
  if (!value.ok) return value;
  if (value.value <= 0) return failure('usage', `A limit of ${value.value} leaves nothing.`, 'Set it above 0.');
  return success({ ...name.value, value: value.value });
}

/** `RULE` or `RULE:ACCOUNT`. */
function readName(text: string): Result<Pick<Limit, 'rule' | 'account'>> {
  const colon = text.indexOf(':');
  const word = colon === -1 ? text : text.slice(0, colon);
  const rule = limitRuleIds.find((one) => one === word);
  if (rule === undefined) return failure('usage', `"${word}" is no limit.`, `It is one of ${limitRuleIds.join(', ')}.`);
  return success({ rule, account: colon === -1 ? null : text.slice(colon + 1) });
}
