import type { CascadeEventQuestion, CascadeFigureQuestion } from '../../shared/contract/cascade.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';

/** What of an order of events is to be explained: one of its events, or a figure beside them. */
export type OrderFigure =
  | ({ readonly kind: 'event' } & Pick<CascadeEventQuestion, 'side' | 'index'>)
  | { readonly kind: 'figure'; readonly asked: CascadeFigureQuestion['asked'] };

export const orderFigureForms = [
  'event:down/1',
  'end:down/left',
  'end:down/markDown',
  'top-up:ACCOUNT/POOL/down',
  'trade:ACCOUNT/POOL/1/quantity',
  'rules:ACCOUNT/POOL/largestSize',
] as const;

/** Reads what `--explain` names. A pool may hold slashes itself: what stands before and after it is split off. */
export function readOrderFigure(text: string): Result<OrderFigure> {
  const [, kind = '', rest = ''] = /^([a-z-]+):(.+)$/.exec(text) ?? [];
  const figure = readFigure(kind, rest.split('/'));
  return figure === null
    ? failure(
        'usage',
        `"${text}" names no figure of an order of events.`,
        `Write one like ${orderFigureForms.join(', ')}; sides are down and up, events and trades are counted from 1.`,
      )
    : success(figure);
}

function readFigure(kind: string, parts: readonly string[]): OrderFigure | null {
  const [first = '', second = ''] = parts;
  switch (kind) {
    case 'event': {
      const index = placeOf(second);
      return isSide(first) && index !== null && parts.length === 2 ? { kind: 'event', side: first, index } : null;
    }
    case 'end':
      if (!isSide(first) || (second !== 'left' && second !== 'markDown') || parts.length !== 2) return null;
      return { kind: 'figure', asked: { kind: 'end', side: first, figure: second } };
    default: {
      const asked = readPoolFigure(kind, parts);
      return asked === null ? null : { kind: 'figure', asked };
    }
  }
}

function readPoolFigure(kind: string, parts: readonly string[]): CascadeFigureQuestion['asked'] | null {
  const [account = ''] = parts;
  const last = parts.at(-1) ?? '';
  const pool = (after: number): string => parts.slice(1, -after).join('/');
  switch (kind) {
    case 'top-up':
      return isSide(last) && pool(1) !== '' ? { kind: 'top-up', side: last, account, pool: pool(1) } : null;
    case 'rules':
      return isOneOf(last, ruleFigures) && pool(1) !== ''
        ? { kind: 'rules', account, pool: pool(1), figure: last }
        : null;
    case 'trade': {
      const index = placeOf(parts.at(-2) ?? '');
      if (!isOneOf(last, tradeFigures) || index === null || pool(2) === '') return null;
      return { kind: 'trade', account, pool: pool(2), index, figure: last };
    }
    default:
      return null;
  }
}

const ruleFigures = ['surplus', 'initialShort', 'largestSize'] as const;
const tradeFigures = ['quantity', 'notional', 'cost'] as const;

function isOneOf<Word extends string>(text: string, words: readonly Word[]): text is Word {
  return words.some((word) => word === text);
}

function isSide(text: string): text is 'down' | 'up' {
  return text === 'down' || text === 'up';
}

/** Counted from 1 by people, from 0 by the contract. */
function placeOf(text: string): number | null {
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) - 1 : null;
}
