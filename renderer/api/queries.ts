import { keepPreviousData, QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { jobProgress } from '../../shared/contract/vault.ts';
import { useJobs } from './jobs.ts';
import { callByName, FaultError, useApi, type CallInput, type CallName, type CallOutput } from './client.ts';

/** The answers change only when the book does, and then a notice says so: nothing is asked again by the clock. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** The answer to a call, kept until the book changes; while a new one comes the last one stays. */
export function useCall<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  enabled = true,
): UseQueryResult<CallOutput<Name>, Error> {
  const api = useApi();
  return useQuery<CallOutput<Name>, Error>({
    queryKey: [name, input],
    enabled,
    placeholderData: keepPreviousData as never,
    queryFn: async () => {
      const result = await callByName(api, name, input);
      if (!result.ok) throw new FaultError(result.fault);
      return result.value;
    },
  });
}

/** Asks everything again when the book has changed; keeps what jobs say of their progress. */
export function useNotices(): void {
  const api = useApi();
  const queries = useQueryClient();
  useEffect(
    () =>
      api.transport.subscribe((notice) => {
        if (notice.topic === 'changed') {
          if (!isOtherVault(notice.payload)) void queries.invalidateQueries();
        } else {
          const progress = jobProgress.safeParse(notice.payload);
          if (progress.success) useJobs.getState().report(progress.data);
        }
      }),
    [api, queries],
  );
}

/** Another vault is open: whoever opened it shows the window anew (commands/vaults.ts), and until then the old one stands. */
function isOtherVault(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'what' in payload && payload.what === 'vault';
}
