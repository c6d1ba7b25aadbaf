import { countedText } from '../../../shared/format/count.ts';

/** What a copy of a vault holds: `12 changes, 4,300 events, 6 files`. */
export function contentsText(holds: {
  readonly changes: number;
  readonly events: number;
  readonly files: number;
}): string {
  return [
    countedText(holds.changes, 'change'),
    countedText(holds.events, 'event'),
    countedText(holds.files, 'file'),
  ].join(', ');
}
