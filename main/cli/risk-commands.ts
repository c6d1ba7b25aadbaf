import type { Input } from '../../shared/contract/core.ts';
import type { RiskDocument, riskCalls } from '../../shared/contract/risk.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { Arguments } from './arguments.ts';
import { done, type Command } from './command.ts';
import { explainText } from './explain-text.ts';
import { readTickets, ticketOptions } from './read-tickets.ts';
import { readAsOf } from './read-commands.ts';
import { readAxis } from './read-axis.ts';
import { readNumber } from './read-values.ts';
import { riskText } from './risk-text.ts';

export const riskCommand: Command = {
  name: 'risk',
  summary: 'shows exposure, leverage, margin, liquidation, the ladder and the drawdown',
  usage: ['risk [--as-of TIME] [--shock ASSET] [--range FROM..TO] [--step S] [--beta 0|1|estimated]'],
  help: [
    'Shocks are fractions: --range -0.3..0.3 --step 0.01 walks from -30 % to +30 % in steps of one per cent.',
    'With --beta 1 the other assets move alike, with 0 they stand still, with estimated each by its beta of the last 90 days.',
  ],
  options: { 'as-of': 'value', shock: 'value', range: 'value', step: 'value', beta: 'value' },
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    const asOf = readAsOf(given);
    if (!asOf.ok) return asOf;
    const axis = readAxis(given);
    if (!axis.ok) return axis;
    const picture = await client['risk.assess']({ asOfMs: asOf.value, axis: axis.value });
    return picture.ok ? done(picture.value, riskText(picture.value satisfies RiskDocument)) : picture;
  },
};

export const explainCommand: Command = {
  name: 'explain',
  summary: 'shows the inputs behind one number as a tree',
  usage: [
    'explain MEASURE [SCOPE] [--as-of TIME] [--shock ASSET] [--beta 0|1|estimated] [--at FRACTION] [--gap FRACTION] [--delay HOURS]',
    'explain MEASURE [SCOPE] --account NAME ... [--difference]      of a what-if: what is typed as in `ballast whatif`',
  ],
  help: [
    'Scopes: book, account:NAME, pool:NAME/POOL, position:ACCOUNT/INSTRUMENT/SIDE, balance:ACCOUNT/ASSET, asset:X, venue:V,',
    'episode:book/START and episode:account:NAME/START (START: its first day, as the drawdown of `ballast risk` lists it).',
    'Measures stand in the output of `ballast risk`; of a position also quantity, averagePrice, mark, exposure, unrealizedPnl,',
    'realizedPnl and funding, of a balance balance and balanceValue, of an asset dailySigma, beta and betaError, of the book',
    'dayChange, of an episode episodeDepth, episodeToTrough, episodeBack and episodeLength.',
    'Where debt begins, of a position on margin: bankruptcyPrice, distanceToInsolvency, distanceToInsolvencySigma, bufferFraction,',
    'bufferMoney, equityAfterLiquidation, shortfall, expectedDebt and adlScore; --gap 0.3 takes the shortfall after a jump of 30 %',
    'against it (20 % without), --delay 4 the expectedDebt when the exit comes 4 hours after the call (1 without).',
    '--shock and --beta name the axis along which nearestShock and beta are meant, as in `ballast risk`. With --at the figure',
    'is that of a rung: --shock BTC --at -0.1 is BTC 10 % down; there also equityChange and closedNotional of the book or a pool.',
    'With the trade, closes and payments of `ballast whatif` the figure is that of the book after them; with --difference what they',
    'change of it. Nothing is booked.',
  ],
  options: {
    'as-of': 'value',
    shock: 'value',
    beta: 'value',
    at: 'value',
    gap: 'value',
    delay: 'value',
    difference: 'flag',
    ...ticketOptions,
  },
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    const [measure, scope, ...more] = given.words;
    if (measure === undefined || more.length > 0)
      return failure('usage', 'Name one measure and at most one scope.', explainCommand.usage[0] ?? '');
    const asOf = readAsOf(given);
    if (!asOf.ok) return asOf;
    const along = readShock(given);
    if (!along.ok) return along;
    const insolvency = readInsolvency(given);
    if (!insolvency.ok) return insolvency;
    const tickets = readTickets(given);
    if (!tickets.ok) return tickets;
    if (tickets.value.length > 0) {
      if (given.value('at') !== null || insolvency.value !== null)
        return failure('usage', 'A what-if is explained at the marks.', 'Leave --at, --gap and --delay away.');
      const found = await client['whatif.explain']({
        measure,
        scope: scope ?? null,
        asOfMs: asOf.value,
        tickets: [...tickets.value],
        axis: along.value.axis ?? null,
        figure: given.flag('difference') ? 'difference' : 'whatIf',
      });
      return found.ok ? done(found.value, explainText(found.value)) : found;
    }
    const explained = await client['risk.explain']({
      measure,
      scope: scope ?? null,
      asOfMs: asOf.value,
      ...along.value,
      insolvency: insolvency.value,
    });
    if (!explained.ok) return explained;
    return done(explained.value, explainText(explained.value));
  },
};

/** The jump and the delay of a figure of Insolvency; null where neither is named. */
function readInsolvency(
  given: Arguments,
): Result<{ readonly gapFraction: number; readonly delayHours: number } | null> {
  const [gap, delay] = [given.value('gap'), given.value('delay')];
  if (gap === null && delay === null) return success(null);
  const gapFraction = readNumber(gap ?? '0.2', 'The jump');
  if (!gapFraction.ok) return gapFraction;
  const delayHours = readNumber(delay ?? '1', 'The delay');
  if (!delayHours.ok) return delayHours;
  if (gapFraction.value <= 0 || gapFraction.value >= 1)
    return failure('usage', `A jump of ${gap} is no fraction of a price.`, 'Jumps are above 0 and below 1.');
  if (delayHours.value < 0 || delayHours.value > 720)
    return failure('usage', `A delay of ${delay} hours cannot be looked at.`, 'Delays are from 0 to 720 hours.');
  return success({ gapFraction: gapFraction.value, delayHours: delayHours.value });
}

/** An axis of the ladder, or with `--at` one of its rungs. */
function readShock(given: Arguments): Result<Pick<Input<(typeof riskCalls)['risk.explain']>, 'axis' | 'shock'>> {
  const axis = readAxis(given);
  if (!axis.ok) return axis;
  const { asset = null, beta = 1 } = axis.value;
  const at = given.value('at');
  if (at === null) return success(asset === null && axis.value.beta === undefined ? {} : { axis: { asset, beta } });
  const fraction = readNumber(at, 'The shock');
  if (!fraction.ok) return fraction;
  if (asset === null) return failure('usage', '--at needs the asset that is shocked.', 'Name it with --shock ASSET.');
  if (fraction.value <= -1) return failure('usage', `A shock of ${at} leaves no price.`, 'Shocks are above -1.');
  return success({ shock: { asset, fraction: fraction.value, beta } });
}
