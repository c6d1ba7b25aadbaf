import { z } from 'zod';
import { failure, success, type Result } from '../result/result.ts';

/** One call of the contract: what goes in and what comes out, both checked at the border. */
export interface Call<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly input: In;
  readonly output: Out;
}

export type Contract = Readonly<Record<string, Call>>;

export function call<In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out): Call<In, Out> {
  return { input, output };
}

/** What a transport carries back: the unchecked payload of a call that ran, or the fault of one that could not. */
export type Reply = Result<unknown>;

/** Something changed in the book or a job moved on; panels refresh by topic. */
export interface Notice {
  readonly topic: Topic;
  readonly payload: unknown;
}

export type Topic = 'changed' | 'job';

export interface Transport {
  /** Carries one call. Never rejects: a broken connection is a fault. */
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  /** Hears notices until the returned function is called. */
  readonly subscribe: (listener: (notice: Notice) => void) => () => void;
  /** Hands over the bytes of a dropped file; answers with an upload id that `imports.preview` accepts. */
  readonly upload: (name: string, bytes: Uint8Array) => Promise<Reply>;
}

export type Input<C extends Call> = z.input<C['input']>;
export type Output<C extends Call> = z.output<C['output']>;

export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: (
    input: z.output<C[Name]['input']>,
  ) => Result<z.input<C[Name]['output']>> | Promise<Result<z.input<C[Name]['output']>>>;
};

export type Client<C extends Contract> = {
  readonly [Name in keyof C]: (input: Input<C[Name]>) => Promise<Result<Output<C[Name]>>>;
};

function invalid(
  side: string,
  name: string,
  error: z.ZodError,
): { ok: false; fault: { code: string; message: string; mend: string } } {
  const issue = error.issues[0];
  const where = issue === undefined ? '' : ` at ${issue.path.map(String).join('.') || 'the top'}: ${issue.message}`;
  return failure(`invalid-${side}`, `${name}: the ${side} is not of the agreed form${where}`, '');
}

/** Answers calls by name: checks the input, runs the handler, checks the output. Never throws across. */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
): (name: string, input: unknown) => Promise<Reply> {
  return async (name, input) => {
    const entry = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (entry === undefined) return failure('unknown-call', `there is no call named ${name}`);
    const parsed = entry.input.safeParse(input);
    if (!parsed.success) return invalid('input', name, parsed.error);
    try {
      const handler = handlers[name as keyof C] as (value: unknown) => Result<unknown> | Promise<Result<unknown>>;
      const outcome = await handler(parsed.data);
      if (!outcome.ok) return outcome;
      const checked = entry.output.safeParse(outcome.value);
      return checked.success ? success(checked.data) : invalid('output', name, checked.error);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return failure(
        'internal',
        `${name} failed inside Ballast: ${text}`,
        'This is a fault of Ballast. Nothing was changed; please report what you did.',
      );
    }
  };
}

/** A typed client over any transport. Each answer is checked against the contract before a caller sees it. */
export function createClient<C extends Contract>(contract: C, transport: Transport): Client<C> {
  const client: Record<string, (input: unknown) => Promise<Result<unknown>>> = {};
  for (const [name, entry] of Object.entries(contract)) {
    client[name] = async (input) => {
      const reply = await transport.call(name, input);
      if (!reply.ok) return reply;
      const checked = entry.output.safeParse(reply.value);
      return checked.success ? success(checked.data) : invalid('output', name, checked.error);
    };
  }
  return client as Client<C>;
}
