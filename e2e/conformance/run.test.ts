import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportText } from './report.ts';
import { runFolder } from './run.ts';

const own = (path: string): string => join(import.meta.dirname, path);
let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'conformance-'));
  mkdirSync(join(place, 'vectors'));
  mkdirSync(join(place, 'data'));
});

afterEach(() => rmSync(place, { recursive: true }));

function write(path: string, content: string | Uint8Array): void {
  writeFileSync(join(place, path), content);
}

function runPlace(): ReturnType<typeof runFolder> {
  return runFolder({ vectors: join(place, 'vectors'), data: join(place, 'data'), reference: join(place, 'vectors') });
}

test('the tables of the project agree with its engine', () => {
  const { report, failures } = runFolder({ vectors: own('tables'), data: own('data'), reference: own('tables') });
  expect(failures).toEqual([]);
  expect(report.failed).toBe(0);
  expect(report.passed).toBeGreaterThanOrEqual(99);
});

test('other cases of a family run: any column of any file, prices gzipped, gaps left out', () => {
  write('data/managers_monthly.csv', 'date,One,Other\n2020-01-31,NA,0.5\n2020-02-29,0.1,-0.25\n2020-03-31,-0.2,0\n');
  write('data/skfolio_prices.csv.gz', gzipSync('Date,XYZ\n2020-01-01,100\n2020-01-02,120\n2020-01-03,90\n'));
  write(
    'vectors/drawdown.managers_max_drawdown.json',
    '{"cases":[{"series":"One","expected":0.20},{"series":"Other","expected":0.250}]}',
  );
  write(
    'vectors/drawdown.skfolio_measures.json',
    '{"tolerance":1e-9,"cases":[{"measure":"max_drawdown","series":"XYZ","compounded":true,"expected":0.25},{"measure":"gini","series":"XYZ","expected":1}]}',
  );
  expect(runPlace().report).toMatchObject({
    passed: 3,
    failed: 0,
    families: [
      { name: 'drawdown.managers_max_drawdown', cases: 2, passed: 2 },
      { name: 'drawdown.skfolio_measures', cases: 2, passed: 1, unsupported: 1 },
    ],
  });
});

test('a wrong figure, a missing column and an unknown dataset fail, each with its reason', () => {
  write('data/managers_monthly.csv', 'date,One\n2020-01-31,-0.25\n');
  write(
    'vectors/drawdown.managers_max_drawdown.json',
    '{"cases":[{"id":"a","series":"One","expected":0.30},{"id":"b","series":"Two","expected":0.2},{"id":"c","series":"nowhere:One","expected":0.2}]}',
  );
  const { report, failures } = runPlace();
  expect(report).toMatchObject({ passed: 0, failed: 3 });
  expect(failures.join('\n')).toMatch(/a: expected should be 0.30, is 0.25 .*\nb: no column "Two".*\nc: no CSV file/s);
});

test('two files of one family make one line; families without an adapter are unsupported; other files are left alone', () => {
  write('vectors/drawdown.managers_max_drawdown.json', '{"cases":[{"returns":[-0.5],"expected":0.5}]}');
  write('vectors/drawdown.managers_max_drawdown.more.json', '{"cases":[{"returns":[-0.25],"expected":0.25}]}');
  write('vectors/astrology.moon.json', '{"cases":[{"expected":1}]}');
  write('vectors/notes.json', 'not even JSON');
  write('vectors/astrology.stars.reference.json', '{"stars":[]}');
  const { report } = runPlace();
  expect(reportText(report).split('\n')).toEqual([
    expect.stringMatching(/^astrology\.moon +1 cases +0 passed +0 failed +1 unsupported +worst error none$/),
    expect.stringMatching(
      /^drawdown\.managers_max_drawdown +2 cases +2 passed +0 failed +0 unsupported +worst error 0\.00$/,
    ),
    '2 passed, 0 failed',
  ]);
});

/** The command as it is typed, in a folder of its own. */
function command(...words: readonly string[]): {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
} {
  const { INIT_CWD: _typedElsewhere, ...environment } = process.env;
  const run = spawnSync(process.execPath, [own('run.ts'), ...words], {
    cwd: place,
    env: environment,
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test('the command: exit 0 and a last line when all agree, data beside the vectors', () => {
  write('data/managers_monthly.csv', 'date,One\n2020-01-31,-0.25\n');
  write('vectors/drawdown.managers_max_drawdown.json', '{"cases":[{"series":"One","expected":0.25}]}');
  expect(command('vectors')).toMatchObject({ code: 0, out: expect.stringMatching(/\n1 passed, 0 failed\n$/), err: '' });
});

test('the command: exit 1 and the reason on stderr when one does not; --json prints one document', () => {
  write('vectors/drawdown.managers_max_drawdown.json', '{"cases":[{"id":"half","returns":[-0.5],"expected":0.25}]}');
  const { code, out, err } = command('vectors', '--json', '--data=elsewhere', '--reference', 'vectors');
  expect(code).toBe(1);
  expect(err).toContain('half: expected should be 0.25, is 0.5');
  expect(JSON.parse(out)).toEqual({
    families: [
      {
        name: 'drawdown.managers_max_drawdown',
        cases: 1,
        passed: 0,
        failed: 1,
        unsupported: 0,
        corrected: 0,
        worstError: 0.25,
      },
    ],
    passed: 0,
    failed: 1,
  });
});

test('the command: a folder that is not there and a broken file are named; wrong words are usage', () => {
  expect(command('nowhere')).toMatchObject({ code: 1, err: expect.stringContaining('nowhere') });
  write('vectors/drawdown.broken.json', '{"cases":[');
  expect(command('vectors')).toMatchObject({ code: 1, err: expect.stringContaining('drawdown.broken') });
  expect(command()).toMatchObject({ code: 2, err: expect.stringContaining('usage') });
  expect(command('vectors', '--colour')).toMatchObject({ code: 2, err: expect.stringContaining('usage') });
});
