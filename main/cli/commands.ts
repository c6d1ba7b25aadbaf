import { addCommand } from './add-command.ts';
import { accountCommand } from './book-commands.ts';
import { baseCommand } from './base-command.ts';
import type { Command } from './command.ts';
import { importCommand, marksCommand, pricesCommand } from './import-commands.ts';
import { mappingCommand } from './mapping-command.ts';
import { marginTableCommand } from './margin-table-command.ts';
import { eventsCommand, formatsCommand, positionsCommand } from './read-commands.ts';
import { explainCommand, riskCommand, snapshotCommand } from './risk-commands.ts';
import { backupCommand, checkCommand, restoreCommand } from './safety-commands.ts';
import { undoCommand } from './undo-command.ts';

/** In the order in which a trader needs them. */
export const commands: readonly Command[] = [
  importCommand,
  mappingCommand,
  formatsCommand,
  undoCommand,
  eventsCommand,
  pricesCommand,
  marksCommand,
  accountCommand,
  baseCommand,
  addCommand,
  marginTableCommand,
  positionsCommand,
  riskCommand,
  explainCommand,
  snapshotCommand,
  backupCommand,
  restoreCommand,
  checkCommand,
];

/** Commands that are planned, so that whoever types one is told so. */
export const laterCommands = ['reconcile'] as const;
