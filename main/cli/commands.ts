import { addCommand } from './add-command.ts';
import { accountCommand, undoCommand } from './book-commands.ts';
import type { Command } from './command.ts';
import { importCommand, marksCommand, pricesCommand } from './import-commands.ts';
import { marginTableCommand } from './margin-table-command.ts';
import { eventsCommand, formatsCommand, positionsCommand } from './read-commands.ts';
import { explainCommand, riskCommand, snapshotCommand } from './risk-commands.ts';

/** In the order in which a trader needs them. */
export const commands: readonly Command[] = [
  importCommand,
  formatsCommand,
  undoCommand,
  eventsCommand,
  pricesCommand,
  marksCommand,
  accountCommand,
  addCommand,
  marginTableCommand,
  positionsCommand,
  riskCommand,
  explainCommand,
  snapshotCommand,
];

/** Commands that are planned, so that whoever types one is told so. */
export const laterCommands = ['reconcile', 'backup', 'restore', 'check'] as const;
