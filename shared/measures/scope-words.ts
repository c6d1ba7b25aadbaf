import { parseScope, type ScopeText } from './scope.ts';
import { venueName } from '../book/venue.ts';

/** What a scope is about, in the trader's words: `DOGE/USDC:USDC, long · Hyperliquid perps`. */
export function scopeWords(text: ScopeText): string {
  const scope = parseScope(text);
  if (scope === null) return text;
  switch (scope.kind) {
    case 'account':
      return scope.account;
    case 'pool':
      return `${scope.account}, ${scope.pool}`;
    case 'position':
      return `${scope.instrument}, ${scope.side} · ${scope.account}`;
    case 'balance':
      return `${scope.asset} balance · ${scope.account}`;
    case 'asset':
      return `${scope.asset}, all accounts`;
    case 'venue':
      return venueName(scope.venue);
    case 'episode':
      return `under water from ${scope.start} on · ${scope.account ?? 'the whole book'}`;
    case 'book':
      return 'the whole book';
  }
}
