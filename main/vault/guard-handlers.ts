import { worldFault } from '../../db/sqlite-fault.ts';
import type { BallastContract } from '../../shared/contract/contract.ts';
import type { Handlers } from '../../shared/contract/core.ts';
import type { Result } from '../../shared/result/result.ts';

type AnyHandler = (input: unknown) => Result<unknown> | Promise<Result<unknown>>;

/** A damaged page, a full disk or a disk that was pulled out is no fault of Ballast: it is told as what it is, and the window goes on. */
export function guardHandlers(handlers: Handlers<BallastContract>, path: string): Handlers<BallastContract> {
  const guarded = Object.entries(handlers as unknown as Readonly<Record<string, AnyHandler>>).map(
    ([name, handler]) => [name, guard(handler, path)] as const,
  );
  return Object.fromEntries(guarded) as unknown as Handlers<BallastContract>;
}

function guard(handler: AnyHandler, path: string): AnyHandler {
  return async (input) => {
    try {
      return await handler(input);
    } catch (error) {
      const isDatabases = error instanceof Error && error.name === 'SqliteError';
      const fault = isDatabases ? worldFault(error, path) : null;
      if (fault === null) throw error;
      return fault;
    }
  };
}
