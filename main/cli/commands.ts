import { addCommand } from './add-command.ts';
import { accountCommand } from './book-commands.ts';
import { baseCommand } from './base-command.ts';
import { closeCommand } from './close-command.ts';
import type { Command } from './command.ts';
import { correctCommand } from './correct-command.ts';
import { dismissCommand } from './dismiss-command.ts';
import { importCommand, marksCommand, pricesCommand } from './import-commands.ts';
import { ladderCommand } from './ladder-command.ts';
import { limitsCommand } from './limits-command.ts';
import { mappingCommand } from './mapping-command.ts';
import { marginTableCommand } from './margin-table-command.ts';
import { eventsCommand, formatsCommand, positionsCommand } from './read-commands.ts';
import { explainCommand, riskCommand } from './risk-commands.ts';
import { compareCommand } from './compare-command.ts';
import { snapshotCommand } from './snapshot-command.ts';
import { backupCommand, checkCommand, restoreCommand } from './safety-commands.ts';
import { reconcileCommand } from './reconcile-command.ts';
import { undoCommand } from './undo-command.ts';
import { whatIfCommand } from './whatif-command.ts';

/** In the order in which a trader needs them. */
export const commands: readonly Command[] = [
  importCommand,
  mappingCommand,
  formatsCommand,
  undoCommand,
  dismissCommand,
  eventsCommand,
  pricesCommand,
  marksCommand,
  accountCommand,
  baseCommand,
  addCommand,
  closeCommand,
  correctCommand,
  marginTableCommand,
  positionsCommand,
  reconcileCommand,
  riskCommand,
  ladderCommand,
  whatIfCommand,
  limitsCommand,
  explainCommand,
  snapshotCommand,
  compareCommand,
  backupCommand,
  restoreCommand,
  checkCommand,
];
