import type { Command } from './command.ts';
import { commands } from './commands.ts';

export function helpText(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'ballast COMMAND [--vault FILE] [--json]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'ballast COMMAND --help says more of a command.',
    'Without --vault the vault in your user data folder is used, the same as in the window.',
    '--json prints exactly one JSON document. Exit 0: done; 1: something was refused; 2: the command was not understood.',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  return [
    ...command.usage.map((line) => (line.startsWith(' ') ? `        ${line}` : `ballast ${line}`)),
    '',
    `It ${command.summary}.`,
    ...command.help,
  ].join('\n');
}
