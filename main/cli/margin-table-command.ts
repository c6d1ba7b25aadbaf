import { readFileSync } from 'node:fs';
import { failure } from '../../shared/result/result.ts';
import { done, type Command } from './command.ts';

export const marginTableCommand: Command = {
  name: 'margin-table',
  summary: "reads a venue's margin tiers from a file of yours",
  usage: ['margin-table PATH --venue V [--valid-from DATE] [--continuous]'],
  help: [
    "Reads Binance's leverageBracket JSON, ccxt's tiers JSON, or CSV instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage.",
    'Your table comes before the one that Ballast ships. Without a date it holds from today on.',
    '--continuous says that maintenance has no jump at the tier edges; missing maintenance amounts are then derived.',
  ],
  options: { venue: 'value', 'valid-from': 'value', continuous: 'flag' },
  vault: 'create',
  run: async ({ client, arguments: given, path }) => {
    const [typed, ...more] = given.words;
    const venue = given.value('venue');
    if (typed === undefined || more.length > 0)
      return failure('usage', 'Name one file.', marginTableCommand.usage[0] ?? '');
    if (venue === null) return failure('usage', '--venue is missing.', marginTableCommand.usage[0] ?? '');
    let text: string;
    try {
      text = readFileSync(path(typed), 'utf8');
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      return failure('file-unreadable', `The file cannot be read: ${cause}`, 'Check the name and who may read it.');
    }
    const made = await client['venues.importTable']({
      path: typed,
      text,
      venue,
      validFrom: given.value('valid-from'),
      continuous: given.flag('continuous'),
    });
    if (!made.ok) return made;
    const { instruments, tiers } = made.value;
    return done(made.value, `${instruments.length} instruments with ${tiers} tiers of ${made.value.venue}.`);
  },
};
