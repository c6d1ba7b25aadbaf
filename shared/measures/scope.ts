/** What a figure is about. Written `book`, `account:NAME`, `pool:NAME/POOL`, `position:ACCOUNT/INSTRUMENT/SIDE`, `balance:ACCOUNT/ASSET`, `asset:X`, `venue:V`, `episode:CURVE/START`. */
export type Scope =
  | { readonly kind: 'book' }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'pool'; readonly account: string; readonly pool: string }
  | {
      readonly kind: 'position';
      readonly account: string;
      readonly instrument: string;
      readonly side: 'long' | 'short';
    }
  | { readonly kind: 'balance'; readonly account: string; readonly asset: string }
  | { readonly kind: 'asset'; readonly asset: string }
  | { readonly kind: 'venue'; readonly venue: string }
  /** A stay below a peak of the equity curve of the book (`account` null) or of an account, by its first day: `episode:account:NAME/2026-03-05`. */
  | { readonly kind: 'episode'; readonly account: string | null; readonly start: string };

export type ScopeText = string;

export function scopeText(scope: Scope): ScopeText {
  switch (scope.kind) {
    case 'book':
      return 'book';
    case 'account':
      return `account:${scope.account}`;
    case 'pool':
      return `pool:${scope.account}/${scope.pool}`;
    case 'position':
      return `position:${scope.account}/${scope.instrument}/${scope.side}`;
    case 'balance':
      return `balance:${scope.account}/${scope.asset}`;
    case 'asset':
      return `asset:${scope.asset}`;
    case 'venue':
      return `venue:${scope.venue}`;
    case 'episode':
      return `episode:${curveText(scope)}/${scope.start}`;
  }
}

/** Of whose equity curve an episode is. */
export function curveText({ account }: Extract<Scope, { kind: 'episode' }>): ScopeText {
  return account === null ? 'book' : `account:${account}`;
}

/** Reads a scope; the first and the last slash delimit, since instruments hold slashes themselves. Null when it is none. */
export function parseScope(text: ScopeText): Scope | null {
  if (text === 'book') return { kind: 'book' };
  const colon = text.indexOf(':');
  const [kind, rest] = [text.slice(0, colon), text.slice(colon + 1)];
  if (colon < 1 || rest === '') return null;
  const first = rest.indexOf('/');
  const last = rest.lastIndexOf('/');
  switch (kind) {
    case 'account':
      return { kind: 'account', account: rest };
    case 'asset':
      return { kind: 'asset', asset: rest };
    case 'venue':
      return { kind: 'venue', venue: rest };
    case 'balance':
      return first < 1 ? null : { kind: 'balance', account: rest.slice(0, first), asset: rest.slice(first + 1) };
    case 'pool':
      return first < 1 ? null : { kind: 'pool', account: rest.slice(0, first), pool: rest.slice(first + 1) };
    case 'position': {
      const side = rest.slice(last + 1).toLowerCase();
      if (first < 1 || last <= first || (side !== 'long' && side !== 'short')) return null;
      return { kind: 'position', account: rest.slice(0, first), instrument: rest.slice(first + 1, last), side };
    }
    case 'episode': {
      const [curve, start] = [rest.slice(0, first), rest.slice(first + 1)];
      const account = /^account:(.+)$/.exec(curve)?.[1] ?? null;
      if (!/^\d{4}-\d{2}-\d{2}$/.test(start) || (account === null && curve !== 'book')) return null;
      return { kind: 'episode', account, start };
    }
    default:
      return null;
  }
}
