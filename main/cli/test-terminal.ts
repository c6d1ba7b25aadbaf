// For tests: a command line in this process, with its own folder and a clock that stands still.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileReport } from '../../shared/contract/imports.ts';
import type { PositionsDocument } from '../../shared/contract/book.ts';
import { failure, type Result } from '../../shared/result/result.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { runCommandLine } from './run-command-line.ts';

export interface Ran {
  readonly code: number;
  /** What stands on stdout. */
  readonly out: string;
  /** What stands on stderr. */
  readonly notes: string;
}

export interface TestTerminal {
  readonly folder: string;
  /** Runs a command against the vault `test.vault` of the folder. */
  readonly run: (...words: readonly string[]) => Promise<Ran>;
  /** Runs it with `--json` and reads the one document. */
  readonly json: (...words: readonly string[]) => Promise<unknown>;
  readonly write: (name: string, text: string) => string;
  readonly remove: () => void;
}

/** A machine without a browser. */
const printsNothing = async (): Promise<Result<Uint8Array>> => failure('no-browser', 'There is no browser here.', '');

export function openTestTerminal(
  nowIso = '2026-06-01T00:00:00Z',
  print: (html: string) => Promise<Result<Uint8Array>> = printsNothing,
): TestTerminal {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-cli-'));
  const run = async (...words: readonly string[]): Promise<Ran> => {
    const out: string[] = [];
    const notes: string[] = [];
    const code = await runCommandLine([...words, ...(words.includes('--vault') ? [] : ['--vault', 'test.vault'])], {
      environment: { HOME: folder },
      folder,
      now: () => epochMs(Date.parse(nowIso)),
      print,
      out: (text) => out.push(text),
      note: (text) => notes.push(text),
    });
    return { code, out: out.join('\n'), notes: notes.join('\n') };
  };
  return {
    folder,
    run,
    json: async (...words) => JSON.parse((await run(...words, '--json')).out) as unknown,
    write: (name, text) => {
      writeFileSync(join(folder, name), text);
      return name;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function importReport(terminal: TestTerminal, ...words: readonly string[]): Promise<FileReport> {
  const document = (await terminal.json('import', ...words)) as { readonly files: readonly FileReport[] };
  const [report] = document.files;
  if (report === undefined) throw new Error('no report');
  return report;
}

export async function positionsOf(terminal: TestTerminal): Promise<PositionsDocument> {
  return (await terminal.json('positions')) as PositionsDocument;
}

/** A Binance USD-M trade history of our own numbers; `id` empty where the export carries no ids. */
export function binanceTrades(
  rows: readonly {
    readonly time: string;
    readonly side: 'BUY' | 'SELL';
    readonly price: string;
    readonly quantity: string;
    readonly profit?: string;
    readonly id: number;
  }[],
): string {
  const header = 'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID';
  const lines = rows.map(({ time, side, price, quantity, profit, id }) => {
    const amount = Number((Number(price) * Number(quantity)).toFixed(8));
    return `1001,${time},BTCUSDT,${side},${price},${quantity},${amount},0.1 USDT,${profit ?? '0'},${side === 'BUY'},false,${id},${id}9`;
  });
  return `${[header, ...lines].join('\n')}\n`;
}
