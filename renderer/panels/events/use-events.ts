import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { create } from 'zustand';
import type { PageRow } from '../../../shared/contract/edits.ts';
import { FaultError, useApi } from '../../api/client.ts';
import { openPanel } from '../../layout/dock-store.ts';

interface EventsSettings {
  readonly account: string | null;
  readonly instrument: string | null;
  readonly kind: string | null;
  readonly text: string;
  /** Also rows whose import or change was taken back. */
  readonly withdrawn: boolean;
  /** The row whose raw text and actions stand under the list. */
  readonly selected: number | null;
}

const everything = { account: null, instrument: null, kind: null, text: '', withdrawn: false } as const;

export const useEventsSettings = create<EventsSettings>(() => ({ ...everything, selected: null }));

/** Opens the list with the rows of an account, an instrument, or both. */
export function showRows(filter: { readonly account?: string | null; readonly instrument?: string | null }): void {
  useEventsSettings.setState({ ...everything, ...filter, selected: null });
  openPanel('events');
}

/** Rows a page: more than any window shows, few enough to come at once. */
const pageRows = 200;

/** The rows that the filter means, newest first, as far as they were asked for. */
export function useEventRows(filter: Omit<EventsSettings, 'selected'>) {
  const api = useApi();
  const { account, instrument, kind, text, withdrawn } = filter;
  const query = useInfiniteQuery({
    queryKey: ['book.eventPage', { account, instrument, kind, text, withdrawn }],
    initialPageParam: null as number | null,
    queryFn: async ({ pageParam }) => {
      const page = await api.client['book.eventPage']({
        account,
        instrument,
        kind,
        text,
        withdrawn,
        afterId: pageParam,
        limit: pageRows,
      });
      if (!page.ok) throw new FaultError(page.fault);
      return page.value;
    },
    getNextPageParam: (page) => (page.hasMore ? (page.rows.at(-1)?.id ?? null) : null),
    placeholderData: (before) => before,
  });
  const pages = query.data?.pages;
  // The columns are as wide as the rows need: they are measured once for each page.
  const rows = useMemo(() => pages?.flatMap((page) => page.rows), [pages]);
  return { query, rows, total: pages?.[0]?.total ?? null };
}

/** What the file or the trader said that a row cannot say by its figures. */
export function remarkOf({ state, replacedBy, flags }: PageRow): string {
  const words = flags.flatMap((flag) => flagTexts[flag] ?? [flag]);
  if (state === 'withdrawn') return ['taken back', ...words].join(', ');
  if (state === 'standing') return words.join(', ');
  return [replacedBy === null ? 'cancelled' : 'corrected', ...words].join(', ');
}

const flagTexts: Readonly<Record<string, string>> = {
  stated: 'by hand',
  'timezone-assumed': 'zone assumed',
  'time-ambiguous': 'time twice',
  'amount-differs': 'amount differs',
  'fee-unknown': 'fee unknown',
};
