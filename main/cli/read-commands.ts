import type { EventRow, PositionRow } from '../../shared/contract/book.ts';
import { success, type Result } from '../../shared/result/result.ts';
import type { Arguments } from './arguments.ts';
import { done, type Command } from './command.ts';
import { readNumber, readTime } from './read-values.ts';
import { figure, left, right, textTable } from './text-table.ts';

/** `--as-of TIME`; null means now. */
export function readAsOf(given: Arguments): Result<number | null> {
  const text = given.value('as-of');
  return text === null ? success(null) : readTime(text);
}

export const formatsCommand: Command = {
  name: 'formats',
  summary: 'lists the exports that Ballast reads, and by what it knows them',
  usage: ['formats'],
  help: [],
  options: {},
  vault: 'none',
  run: async ({ client }) => {
    const formats = await client['imports.formats']({});
    if (!formats.ok) return formats;
    const text = textTable<(typeof formats.value.formats)[number]>(
      [
        left('id', (one) => one.id),
        left('broker', (one) => one.broker),
        left('export', (one) => one.export),
        left('known by', (one) => one.detects),
      ],
      formats.value.formats,
      'None.',
    );
    return done(formats.value, text);
  },
};

export const eventsCommand: Command = {
  name: 'events',
  summary: 'lists the events of the ledger in their order',
  usage: ['events [--account NAME] [--instrument X] [--limit N]'],
  help: [],
  options: { account: 'value', instrument: 'value', limit: 'value' },
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    const typed = given.value('limit');
    const limit = typed === null ? success(null) : readNumber(typed, '--limit');
    if (!limit.ok) return limit;
    const events = await client['book.events']({
      account: given.value('account'),
      instrument: given.value('instrument'),
      limit: limit.value === null ? null : Math.max(0, Math.trunc(limit.value)),
    });
    return events.ok ? done({ events: events.value.events }, eventsText(events.value.events)) : events;
  },
};

function eventsText(events: readonly EventRow[]): string {
  return textTable<EventRow>(
    [
      right('id', (event) => String(event.id)),
      left('time', (event) => event.time),
      left('kind', (event) => event.kind),
      left('account', (event) => event.account),
      left('instrument', (event) => event.instrument ?? ''),
      left('side', (event) => event.side ?? ''),
      right('quantity', (event) => event.quantity ?? ''),
      right('price', (event) => event.price ?? ''),
      left('amounts', (event) => event.amounts.map(({ asset, amount }) => `${amount} ${asset}`).join(', ')),
      left('from', (event) => (event.line === null ? 'by hand' : `import ${event.importId}, line ${event.line}`)),
      left('flags', (event) => event.flags.join(', ')),
    ],
    events,
    'No events.',
  );
}

export const positionsCommand: Command = {
  name: 'positions',
  summary: 'lists positions, open and closed, and balances',
  usage: ['positions [--as-of TIME]'],
  help: ['Profit and funding are in the settlement asset, the notional in the base currency.'],
  options: { 'as-of': 'value' },
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    const asOf = readAsOf(given);
    if (!asOf.ok) return asOf;
    const positions = await client['book.positions']({ asOfMs: asOf.value });
    if (!positions.ok) return positions;
    const { balances } = positions.value;
    const text = [
      positionsText(positions.value.positions),
      '',
      textTable<(typeof balances)[number]>(
        [
          left('account', (balance) => balance.account),
          left('asset', (balance) => balance.asset),
          right('amount', (balance) => (balance.status === 'known' ? balance.amount : `moved ${balance.amount}`)),
          left('', (balance) => (balance.status === 'known' ? '' : 'balance before unknown')),
        ],
        balances,
        'No balances.',
      ),
    ].join('\n');
    return done(positions.value, text);
  },
};

function positionsText(positions: readonly PositionRow[]): string {
  const incomplete = positions.filter((position) => position.status === 'history-incomplete');
  const table = textTable<PositionRow>(
    [
      left('account', (position) => position.account),
      left('instrument', (position) => position.instrument),
      left('side', (position) => position.side ?? 'unknown'),
      right('quantity', (position) => position.quantity ?? 'missing'),
      right('average price', (position) => position.averagePrice ?? ''),
      right('mark', (position) => (position.mark === null ? '' : figure(position.mark))),
      right('unrealised', (position) => (position.unrealizedPnl === null ? '' : figure(position.unrealizedPnl))),
      right('realised', (position) => position.realizedPnl ?? 'missing'),
      right('funding', (position) => position.funding),
      left('in', (position) => position.settlementAsset),
      right('notional', (position) => (position.notional === null ? '' : figure(position.notional))),
      right('market value', (position) => (position.marketValue === null ? '' : figure(position.marketValue))),
      right('strike notional', (position) => (position.strikeNotional === null ? '' : figure(position.strikeNotional))),
      left('status', (position) => position.status),
    ],
    positions,
    'No positions.',
  );
  return [
    table,
    ...incomplete.map(({ account, instrument, reason, mend }) => `${account} ${instrument}: ${reason} ${mend}`),
  ].join('\n');
}
