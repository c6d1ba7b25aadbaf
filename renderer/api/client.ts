import { createContext, useContext } from 'react';
import { contract, type BallastContract } from '../../shared/contract/contract.ts';
import { createClient, type Client, type Input, type Output, type Transport } from '../../shared/contract/core.ts';
import type { Fault, Result } from '../../shared/result/result.ts';

export type CallName = keyof BallastContract;
export type CallInput<Name extends CallName> = Input<BallastContract[Name]>;
export type CallOutput<Name extends CallName> = Output<BallastContract[Name]>;

/** The back end as the window sees it: every call of the contract, notices, and the way in for dropped files. */
export interface Api {
  readonly client: Client<BallastContract>;
  readonly transport: Transport;
}

export function createApi(transport: Transport): Api {
  return { client: createClient(contract, transport), transport };
}

export const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error('no ApiContext around this component');
  return api;
}

/** Makes a call by its name. */
export function callByName<Name extends CallName>(
  api: Api,
  name: Name,
  input: CallInput<Name>,
): Promise<Result<CallOutput<Name>>> {
  const call = api.client[name] as (input: CallInput<Name>) => Promise<Result<CallOutput<Name>>>;
  return call(input);
}

/** A fault on its way through a query, which knows only thrown errors. */
export class FaultError extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}
