import { limitRules, type Limit } from '../../../shared/book/limit.ts';
import type { Output } from '../../../shared/contract/core.ts';
import type { limitCalls, LimitsChange, LimitsDocument } from '../../../shared/contract/limits.ts';
import { limitText } from '../../../shared/format/limit-text.ts';
import { failure, type Result } from '../../../shared/result/result.ts';
import type { LimitName } from '../../../db/stores/limits.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';
import { judgeLimits } from '../../risk/whatif/limits.ts';
import { bookAt, instantOf } from '../book/book-at.ts';
import { makePlanned, type ServiceContext } from '../context.ts';
import { engineName } from '../figures/engine.ts';
import { riskPicture } from '../figures/risk-picture.ts';
import { isoTimeOf } from '../iso-time.ts';

export function limitsList({ vault }: ServiceContext): Output<(typeof limitCalls)['limits.get']> {
  return { limits: vault.limits.list().map((limit) => ({ ...limit })) };
}

/**
 * Sets and clears limits as one change. Faults: `limit-account`, `account-unknown`, `limit-unknown`, `nothing-changes`.
 */
export function setLimits(
  context: ServiceContext,
  { set, clear }: LimitsChange,
): Result<Output<(typeof limitCalls)['limits.set']>> {
  const fault = changeFault(context, set, clear);
  if (fault !== null) return fault;
  const texts = [
    ...set.map((limit) => `${nameOf(limit)} ${limitText(limit.rule, limit.value)}`),
    ...clear.map((limit) => `${nameOf(limit)} cleared`),
  ];
  return makePlanned(context, {
    kind: 'limits',
    description: `Limits: ${texts.join(', ')}`,
    write: (changeId) => {
      const { limits } = context.vault;
      for (const limit of set) limits.set(changeId, limit);
      for (const limit of clear) limits.clear(changeId, limit);
    },
  });
}

/** How the book stands to the trader's limits. */
export function judgeBook(context: ServiceContext, asOfMs: number | null): LimitsDocument {
  const { book, assessment, document } = riskPicture(context, asOfMs, defaultAxis);
  const { limits } = limitsList(context);
  return {
    schema: 'ballast.limits/1',
    asOf: isoTimeOf(book.asOfMs),
    engine: engineName,
    base: book.base,
    limits,
    ...judgeLimits(limits, assessment),
    assumptions: document.assumptions,
    excluded: document.excluded,
  };
}

function changeFault(context: ServiceContext, set: readonly Limit[], clear: readonly LimitName[]) {
  if (set.length === 0 && clear.length === 0)
    return failure('nothing-changes', 'No limit is named.', 'Set one or clear one.');
  const wrong = [...set, ...clear].find(({ rule, account }) => account !== null && !limitRules[rule].perAccount);
  if (wrong !== undefined)
    return failure(
      'limit-account',
      `${limitRules[wrong.rule].label} is not a limit of a single account.`,
      'Set it without an account.',
    );
  const names = bookAt(context, instantOf(context, null)).valued.accounts.map(({ name }) => name);
  const stranger = set.find(({ account }) => account !== null && !names.includes(account));
  if (stranger !== undefined)
    return failure(
      'account-unknown',
      `There is no account ${stranger.account}.`,
      names.length === 0 ? 'State one first.' : `Name one of ${names.join(', ')}.`,
    );
  const has = ({ rule, account }: LimitName): boolean =>
    context.vault.limits.list().some((one) => one.rule === rule && one.account === account);
  const absent = clear.find((limit) => !has(limit));
  if (absent !== undefined)
    return failure('limit-unknown', `No limit is set on ${nameOf(absent)}.`, 'Look at the limits that are.');
  return null;
}

/** `leverage of an account (Main alone)` */
function nameOf({ rule, account }: LimitName): string {
  const { label } = limitRules[rule];
  return account === null ? label.toLowerCase() : `${label.toLowerCase()} (${account} alone)`;
}
