import { expect } from 'vitest';

// Stands in for vitest inside the quick tester: the same expectations, but tests that are only noted down.

type Step = () => unknown;
type Body = (...given: never[]) => unknown;

interface Noted {
  readonly name: string;
  readonly run: Step;
}

interface File {
  readonly tests: Noted[];
  readonly before: Step[];
  readonly after: Step[];
  readonly beforeAll: Step[];
  readonly afterAll: Step[];
}

const blank = (): File => ({ tests: [], before: [], after: [], beforeAll: [], afterAll: [] });

let file = blank();
let finishing: Step[] = [];

/** Notes one test; the time limit or options that may stand beside the body hold nothing that this runner needs. */
export function test(name: string, ...rest: readonly unknown[]): void {
  file.tests.push({ name, run: bodyOf(rest) as Step });
}

test.each =
  (cases: readonly unknown[]) =>
  (name: string, ...rest: readonly unknown[]): void => {
    const body = bodyOf(rest);
    for (const one of cases)
      file.tests.push({ name, run: () => body(...((Array.isArray(one) ? one : [one]) as never[])) });
  };

export const beforeEach = (step: Step): number => file.before.push(step);
export const afterEach = (step: Step): number => file.after.push(step);
export const beforeAll = (step: Step): number => file.beforeAll.push(step);
export const afterAll = (step: Step): number => file.afterAll.push(step);
export const onTestFinished = (step: Step): number => finishing.push(step);
export { expect };

/** Loads a test file and runs its tests in order up to the first that fails: what failed, or null. */
export async function runNoted(load: () => Promise<unknown>): Promise<string | null> {
  file = blank();
  const noted = file;
  try {
    await load();
    if (noted.tests.length === 0) return 'no tests';
    for (const step of noted.beforeAll) await step();
    for (const { name, run } of noted.tests) {
      const failed = await runOne(noted, run);
      if (failed !== null) return `${name}: ${failed}`;
    }
    return null;
  } catch (error) {
    return String(error);
  } finally {
    for (const step of noted.afterAll) await quietly(step);
  }
}

async function runOne(noted: File, run: Step): Promise<string | null> {
  finishing = [];
  try {
    for (const step of noted.before) await step();
    await run();
    for (const step of noted.after) await step();
    return null;
  } catch (error) {
    for (const step of noted.after) await quietly(step);
    return String(error);
  } finally {
    for (const step of finishing) await quietly(step);
  }
}

async function quietly(step: Step): Promise<void> {
  try {
    await step();
  } catch {
    // The failure that came before it has been told.
  }
}

function bodyOf(rest: readonly unknown[]): Body {
  const body = rest.find((one) => typeof one === 'function');
  if (body === undefined) throw new Error('a test without a body');
  return body as Body;
}
