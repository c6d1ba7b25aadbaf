import { limitRules } from '../../shared/book/limit.ts';
import type { Judgement } from '../../shared/contract/limits.ts';
import type { CsvColumn } from './csv-text.ts';

/**
 * Verdicts as a CSV table.
 * @param figure what the figure is: of a what-if it is labelled so
 */
export function judgementColumns(figure: string): readonly CsvColumn<Judgement>[] {
  return [
    { header: 'limit', cell: (row) => row.rule },
    { header: 'scope', cell: (row) => row.scope },
    { header: 'subject', cell: (row) => row.subject },
    { header: figure, cell: (row) => row.figure.value },
    { header: 'unit', cell: (row) => row.unit },
    { header: 'bound', cell: (row) => (limitRules[row.rule].bound === 'at-most' ? 'at most' : 'at least') },
    { header: 'limit value', cell: (row) => row.limit },
    { header: 'room', cell: (row) => row.room },
    { header: 'verdict', cell: (row) => row.verdict },
    { header: 'worse than before', cell: (row) => (row.isWorse ? 'yes' : 'no') },
    { header: 'reason', cell: (row) => row.figure.reason },
    { header: 'mend', cell: (row) => row.figure.mend },
  ];
}
