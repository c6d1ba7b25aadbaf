import { failure } from '../../shared/result/result.ts';
import { dayOfIsoDate, isoDateOfDay } from '../../shared/units/iso-day.ts';

/** Whether a table's date is a day of the calendar, written as 2026-03-31. Fault: `margin-table-date`. */
export function tableDateFault(validFrom: string) {
  if (/^\d{4}-\d\d-\d\d$/.test(validFrom) && isoDateOfDay(dayOfIsoDate(validFrom)) === validFrom) return null;
  return failure('margin-table-date', `"${validFrom}" is no date`, 'Write the date as 2026-03-31.');
}
