import type { WhatIfDocument } from '../../shared/contract/whatif.ts';
import { ticketText } from '../../shared/format/ticket-text.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { done, type Command, type CommandOutput, type CommandRun } from './command.ts';
import { readAsOf } from './read-commands.ts';
import { readAxis } from './read-axis.ts';
import { readTickets, ticketOptions } from './read-tickets.ts';
import { readAmount } from './read-values.ts';
import { figure, left, textTable } from './text-table.ts';
import { whatIfText } from './whatif-text.ts';

export const whatIfCommand: Command = {
  name: 'whatif',
  summary: 'shows what a trade would change before it is made: leverage, margin, liquidation, limits',
  usage: [
    'whatif --account NAME --instrument X --side buy|sell --size N|--notional N [--price P] [--leverage N] [--stop P]',
    '       [--fee RATE] [--leg long|short] [--step S]',
    'whatif --account NAME [--close INSTRUMENT[=SHARE] ...] [--top-up ASSET=AMOUNT ...] [--price P] [--fee RATE] [--leg ...]',
    'whatif ... [--keep NAME] [--name NAME ...] [--as-of TIME] [--shock ASSET] [--beta 0|1|estimated]',
    'whatif [--remove NAME]',
  ],
  help: [
    '--size counts coins or shares; of contracts paid in a coin (BTC/USD:BTC) dollars: contracts times what one is worth.',
    'Nothing is booked. The price is the mark where none is named, the fee rate a fraction of the value (0.0005 is 0.05 %).',
    'Closes, top-ups (out is below 0) and the trade of one line are one what-if: cash first, then what is closed, then the trade.',
    '--price and --leg are of the trade; of what is closed where no trade is named. --keep keeps it under a name, --name shows a',
    'kept one beside it and may repeat; without anything the kept ones are listed, --remove removes one. --step is what the',
    'largest passing size is rounded down to. --shock and --beta name the axis of departures and events: who is called first, how much happens, where debt begins.',
  ],
  options: {
    ...ticketOptions,
    step: 'value',
    keep: 'value',
    name: 'repeated',
    remove: 'value',
    'as-of': 'value',
    shock: 'value',
    beta: 'value',
  },
  vault: 'refuse',
  run: async (run) => {
    const { arguments: given, client } = run;
    const tickets = readTickets(given);
    if (!tickets.ok) return tickets;
    const removed = given.value('remove');
    const names = given.values('name');
    if (removed !== null) {
      if (tickets.value.length > 0 || names.length > 0 || given.value('keep') !== null)
        return failure('usage', '--remove stands alone.');
      const made = await client['whatif.remove']({ name: removed });
      return made.ok ? done(made.value, made.value.description) : made;
    }
    if (tickets.value.length > 0 || names.length > 0) return assessed(run, tickets.value, names);
    return given.value('keep') === null ? listed(run) : failure('usage', '--keep needs a what-if to keep.');
  },
};

type Tickets = Extract<ReturnType<typeof readTickets>, { readonly ok: true }>['value'];

/** The typed one first, then the kept ones. What cannot be done is refused, and then nothing is kept. */
async function assessed(
  { client, arguments: given }: CommandRun,
  tickets: Tickets,
  names: readonly string[],
): Promise<Result<CommandOutput>> {
  const keep = given.value('keep');
  if (keep !== null && tickets.length === 0) return failure('usage', '--keep needs a what-if to keep.');
  const asOf = readAsOf(given);
  if (!asOf.ok) return asOf;
  const axis = readAxis(given);
  if (!axis.ok) return axis;
  const stepText = given.value('step');
  const step = stepText === null ? success(null) : readAmount(stepText, 'The step');
  if (!step.ok) return step;
  const typed =
    tickets.length === 0 ? [] : [{ kind: 'tickets' as const, label: keep ?? 'as typed', tickets: [...tickets] }];
  const found = await client['whatif.assess']({
    asOfMs: asOf.value,
    axis: axis.value,
    whatIfs: [...typed, ...names.map((name) => ({ kind: 'kept' as const, name }))],
    step: step.value,
  });
  if (!found.ok) return found;
  const document: WhatIfDocument = found.value;
  const [first, ...others] = document.whatIfs;
  if (first !== undefined && first.fault !== null && others.length === 0) return { ok: false, fault: first.fault };
  const refused = document.whatIfs.some(({ fault }) => fault !== null);
  if (keep === null || first?.fault !== null) return done({ ...document, kept: null }, whatIfText(document), refused);
  const kept = await client['whatif.keep']({ name: keep, tickets: [...tickets] });
  if (!kept.ok) return kept;
  const text = `${whatIfText(document)}\n\n${kept.value.description}.`;
  return done({ ...document, kept: kept.value }, text, refused);
}

async function listed({ client }: CommandRun): Promise<Result<CommandOutput>> {
  const kept = await client['whatif.list']({});
  if (!kept.ok) return kept;
  const text = textTable<(typeof kept.value.whatIfs)[number]>(
    [
      left('what-if', (one) => one.name),
      left('kept', (one) => one.keptAt),
      left('', (one) => one.tickets.map((ticket) => ticketText(ticket, figure)).join('; ')),
    ],
    kept.value.whatIfs,
    'No what-if is kept.',
  );
  return done(kept.value, text);
}
