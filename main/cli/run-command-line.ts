import { resolve } from 'node:path';
import { contract } from '../../shared/contract/contract.ts';
import { createClient } from '../../shared/contract/core.ts';
import { failure, type Fault, type Result } from '../../shared/result/result.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { defaultVaultPath } from '../host/default-vault-path.ts';
import { createInMemoryTransport } from '../ipc/in-memory-transport.ts';
import { silentJobs } from '../services/job-board.ts';
import { createRestoreServer } from '../vault/restore-server.ts';
import { openVaultServer, type VaultServer } from '../vault/vault-server.ts';
import { readArguments, type Arguments } from './arguments.ts';
import type { Command, CommandOutput } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, helpText } from './help-text.ts';

export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the command was typed. */
  readonly folder: string;
  readonly now: () => EpochMs;
  /** Makes a PDF of a self-contained page. Faults: `no-browser`, `not-printed`. */
  readonly print: (html: string) => Promise<Result<Uint8Array>>;
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
}

/** 0 done, 1 something was refused, 2 the command was not understood. */
export type ExitCode = 0 | 1 | 2;

const globalOptions = { vault: 'value', json: 'flag', help: 'flag' } as const;

/** Runs one command line. Never throws for what the trader typed or for what the files hold. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  // Also a command line that cannot be read is answered in JSON where JSON was asked for.
  const json = words.includes('--json');
  const [name, ...rest] = withoutLeadingOptions(words);
  if (name === undefined || name === 'help') {
    if (words.length > 0 && (words.includes('--help') || name === 'help')) {
      terminal.out(helpText());
      return 0;
    }
    return refuse(failure('usage', 'Say what to do.', helpText()).fault, terminal, json);
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return refuse(unknownCommand(name), terminal, json);
  const given = readArguments(rest, { ...command.options, ...globalOptions });
  if (!given.ok) return refuse(withUsage(given.fault, command), terminal, json);
  if (given.value.flag('help')) {
    terminal.out(commandHelp(command));
    return 0;
  }
  const output = await runCommand(command, given.value, terminal);
  if (!output.ok) return refuse(output.fault, terminal, json);
  terminal.out(json ? JSON.stringify(output.value.document) : output.value.text);
  return output.value.refused ? 1 : 0;
}

async function runCommand(command: Command, given: Arguments, terminal: Terminal): Promise<Result<CommandOutput>> {
  const path = (typed: string) => resolve(terminal.folder, typed);
  const need = typeof command.vault === 'string' ? command.vault : command.vault(given);
  const named = given.value('vault');
  const vaultPath = named === null ? defaultVaultPath(terminal.environment) : path(named);
  // The vault is opened by the first call, so that a command that is not understood leaves no vault behind.
  let server: Result<VaultServer> | null = null;
  const opened = () => {
    if (server !== null) return server;
    server = openVaultServer({
      path: need === 'none' ? ':memory:' : vaultPath,
      whenAbsent: need === 'refuse' ? 'refuse' : 'create',
      now: terminal.now,
      jobs: silentJobs,
    });
    if (server.ok) for (const notice of server.value.notices) terminal.note(notice);
    return server;
  };
  const restore = createRestoreServer(vaultPath, terminal.now);
  try {
    const client = createClient(contract, {
      call: async (name, input) => {
        if (need === 'replace') return restore(name, input);
        const vault = opened();
        return vault.ok ? createInMemoryTransport(vault.value).call(name, input) : vault;
      },
      subscribe: () => () => undefined,
      upload: async () => failure('usage', 'The command line reads files by their path.'),
    });
    return await command.run({ client, arguments: given, path, print: terminal.print });
  } finally {
    closeIfOpen(server);
  }
}

function closeIfOpen(server: Result<VaultServer> | null): void {
  if (server?.ok === true) server.value.close();
}

/** `ballast --vault FILE --json positions` means the same as with the options behind. */
function withoutLeadingOptions(words: readonly string[]): readonly string[] {
  const lead: string[] = [];
  let at = 0;
  while (at < words.length && words[at]?.startsWith('--') === true) {
    const word = words[at] as string;
    lead.push(word);
    at += 1;
    if (word === '--vault' && at < words.length) lead.push(words[at++] as string);
  }
  const [name, ...rest] = words.slice(at);
  return name === undefined ? [] : [name, ...rest, ...lead];
}

function unknownCommand(name: string): Fault {
  return { code: 'usage', message: `There is no command "${name}".`, mend: 'ballast --help lists them.' };
}

function withUsage(fault: Fault, command: Command): Fault {
  const usage = command.usage.map((line) => `ballast ${line}`).join('\n');
  return { ...fault, mend: [fault.mend, usage].filter((part) => part !== '').join('\n') };
}

function refuse(fault: Fault, terminal: Terminal, json: boolean): ExitCode {
  const { code, message, mend } = fault;
  terminal.note([message, mend].filter((part) => part !== '').join('\n'));
  if (json) terminal.out(JSON.stringify({ error: { code, message, mend } }));
  return code === 'usage' ? 2 : 1;
}
