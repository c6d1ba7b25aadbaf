/** One line to whoever typed the command. On stderr: stdout belongs to results. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Ends with a plain message; for what the person at the keyboard has to mend. */
export class PlainStop extends Error {}

/** Runs a script's main function; a PlainStop prints its message alone, anything else is a fault and prints its stack. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof PlainStop) say(error.message);
    else console.error(error);
    process.exitCode = 1;
  }
}
