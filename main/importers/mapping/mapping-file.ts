import { mapping, mappingForm, type Mapping } from '../../../shared/contract/mapping.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { columnsOfMapping } from '../formats/mapped-csv/mapped-csv-columns.ts';

/** A mapping as the small file in which it is handed on. */
export function mappingText(value: Mapping): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Reads a mapping file. Faults: `mapping-unreadable`, `mapping-newer`, `mapping-form`, `mapping-field`, `mapping-columns`. */
export function readMappingText(text: string): Result<Mapping> {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return failure(
      'mapping-unreadable',
      'This is no mapping file: it is not JSON.',
      'Choose a file that Ballast saved as a mapping.',
    );
  }
  const form = typeof read === 'object' && read !== null && 'schema' in read ? String(read.schema) : '';
  const version = /^ballast\.mapping\/(\d+)$/.exec(form)?.[1];
  if (version === undefined)
    return failure('mapping-form', 'This is no mapping file of Ballast.', `Its "schema" must say "${mappingForm}".`);
  if (form !== mappingForm)
    return failure(
      'mapping-newer',
      `This mapping is of a newer Ballast (${form}; this one reads ${mappingForm}).`,
      'Bring Ballast up to date.',
    );
  const parsed = mapping.safeParse(read);
  if (!parsed.success) return badField(parsed.error.issues);
  const strange = columnsOfMapping(parsed.data).filter((column) => !parsed.data.columns.includes(column));
  if (strange.length > 0)
    return failure(
      'mapping-columns',
      `The mapping speaks of columns that it does not list: ${quoted(strange)}.`,
      'Add them under "columns", in the order of the header, or take them out.',
    );
  return success(parsed.data);
}

/** Why a mapping does not belong to a file: columns that it needs and the file does not have; null when it does. */
export function mappingMisfit(value: Mapping, columns: readonly string[]): ReturnType<typeof failure> | null {
  const absent = value.columns.filter((column) => !columns.includes(column));
  const extra = columns.filter((column) => !value.columns.includes(column));
  if (absent.length === 0 && extra.length === 0) {
    return value.columns.join('\n') === columns.join('\n')
      ? null
      : failure(
          'mapping-other-file',
          'The columns of this file stand in another order than those of the mapping.',
          mendMisfit,
        );
  }
  const parts = [
    absent.length === 0 ? '' : `this file has no column ${quoted(absent)}`,
    extra.length === 0 ? '' : `the mapping does not know ${quoted(extra)}`,
  ].filter((part) => part !== '');
  return failure(
    'mapping-other-file',
    `The mapping "${value.name}" is of another table: ${parts.join('; ')}.`,
    mendMisfit,
  );
}

const mendMisfit = 'Map the columns of this file anew.';

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

function badField(issues: readonly Issue[]): ReturnType<typeof failure> {
  const [issue] = issues;
  const at = issue === undefined || issue.path.length === 0 ? 'the top' : issue.path.map(String).join('.');
  if (issue?.code === 'unrecognized_keys')
    return failure(
      'mapping-field',
      `The mapping has a field that Ballast does not know: ${quoted(issue.keys ?? [])} at ${at}.`,
      'Take it out, or bring Ballast up to date.',
    );
  return failure(
    'mapping-field',
    `The mapping is not of the agreed form at ${at}: ${issue?.message ?? ''}.`,
    'Mend that field, or map the file anew.',
  );
}

function quoted(names: readonly string[]): string {
  const shown = names
    .slice(0, 6)
    .map((name) => `"${name}"`)
    .join(', ');
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown;
}
