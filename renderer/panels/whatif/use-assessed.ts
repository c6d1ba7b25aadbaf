import { useEffect, useState } from 'react';
import type { WhatIfDocument, WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { useCall } from '../../api/queries.ts';
import type { Shock } from './shock-tools.tsx';
import { draftLabel, type DraftWhatIf } from './what-if-store.ts';
import { readTicket } from './typed-ticket.ts';

/** How long the fields must stand still before the book is asked. */
const pauseMs = 300;

export interface Assessed {
  /** The newest answer; null before the first, and while nothing can be asked. */
  readonly document: WhatIfDocument | null;
  readonly error: Error | null;
  /** Whether the answer is to what the fields say now. */
  readonly isCurrent: boolean;
}

/** What the readable what-ifs would make of the book; while a new answer comes the last one stays. */
export function useAssessed(drafts: readonly DraftWhatIf[], axis: Shock, isVisible: boolean): Assessed {
  const readable = drafts.flatMap((draft) => {
    const tickets = readTickets(draft);
    return tickets === null ? [] : [{ kind: 'tickets' as const, label: draftLabel(draft), tickets }];
  });
  const text = JSON.stringify(readable);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const whatIfs = JSON.parse(asked) as typeof readable;
  const query = useCall('whatif.assess', { axis, whatIfs }, isVisible && whatIfs.length > 0);
  const isAsked = whatIfs.length > 0;
  return {
    document: isAsked ? (query.data ?? null) : null,
    error: isAsked ? query.error : null,
    isCurrent: asked === text && !query.isFetching && readable.length === drafts.length,
  };
}

/** The tickets of a what-if; null while one of them cannot be read. */
export function readTickets({ tickets }: DraftWhatIf): WhatIfTicket[] | null {
  const read = tickets.map(readTicket);
  const good = read.flatMap((one) => (one.ok ? [one.ticket] : []));
  return good.length === read.length ? good : null;
}
