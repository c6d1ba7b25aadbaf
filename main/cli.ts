// The same contract as the window, from a terminal. No logic: see cli/run-command-line.ts.
import { epochMs } from '../shared/units/unit.ts';
import { runCommandLine } from './cli/run-command-line.ts';
import { printHeadless } from './host/print-headless.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  now: () => epochMs(Date.now()),
  print: (html) => printHeadless(html, process.env),
  out: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
});
