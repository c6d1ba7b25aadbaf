import { beforeEach, expect, test } from 'vitest';
import type { ImportPreview } from '../../../shared/contract/imports.ts';
import type { Reply, Transport } from '../../../shared/contract/core.ts';
import { failure, success } from '../../../shared/result/result.ts';
import { createApi } from '../../api/client.ts';
import { acceptPreview, answer, cancelJob, discardPreview, previewFiles, useImportSession } from './import-session.ts';

interface Asked {
  readonly name: string;
  readonly input: unknown;
}

/** A back end that answers from a script and remembers what it was asked. */
function scripted(answers: Readonly<Record<string, (input: never) => Reply | Promise<Reply>>>) {
  const asked: Asked[] = [];
  const transport: Transport = {
    call: async (name, input) => {
      asked.push({ name, input });
      const given = answers[name];
      return given === undefined ? failure('unscripted', name) : given(input as never);
    },
    subscribe: () => () => undefined,
    upload: async (name) => success({ uploadId: `upload of ${name}` }),
  };
  return { api: createApi(transport), asked };
}

function preview(path: string): ImportPreview {
  return {
    previewId: `preview of ${path}`,
    formatName: 'Binance USD-M futures trade history',
    bytes: 10,
    changes: true,
    report: {
      path,
      sha256: 'aa',
      format: 'binance-usdm-trades',
      account: 'Binance',
      rows: 3,
      accepted: 2,
      duplicates: 0,
      assumed: [],
      ignored: [{ reason: 'header', count: 1 }],
      failures: [],
      events: { trade: 2 },
      importId: null,
      error: null,
    },
    rows: [],
    questions: [],
    canMap: false,
    mapping: null,
  };
}

const file = (name: string) => new File(['Time,Symbol'], name);
const source = (input: { readonly source: { readonly uploadId: string } }) => input.source.uploadId;
const stage = () => useImportSession.getState().stage;

beforeEach(() => useImportSession.setState({ stage: { kind: 'idle' }, waiting: [] }));

test('files are shown one after the other, and written only when accepted', async () => {
  const { api, asked } = scripted({
    'imports.preview': (input) => success(preview(source(input))),
    'imports.accept': () => success({ ...preview('a').report, importId: 1 }),
  });
  await previewFiles(api, [file('a.csv'), file('b.csv')]);
  expect(stage()).toMatchObject({ kind: 'preview', file: { name: 'a.csv' } });
  expect(asked.map(({ name }) => name)).toEqual(['imports.preview']);

  await acceptPreview(api);
  expect(asked[1]).toMatchObject({ name: 'imports.accept', input: { previewId: 'preview of upload of a.csv' } });
  expect(stage()).toMatchObject({ kind: 'preview', file: { name: 'b.csv' } });
});

test('a preview that is left out is discarded, and nothing is accepted', async () => {
  const { api, asked } = scripted({
    'imports.preview': (input) => success(preview(source(input))),
    'imports.discard': () => success({ discarded: true }),
  });
  await previewFiles(api, [file('a.csv')]);
  await discardPreview(api);
  expect(stage()).toEqual({ kind: 'idle' });
  expect(asked.map(({ name }) => name)).toEqual(['imports.preview', 'imports.discard']);
});

test('an answer reads the same file again and keeps the answers before it', async () => {
  const { api, asked } = scripted({ 'imports.preview': (input) => success(preview(source(input))) });
  await previewFiles(api, [file('a.csv')]);
  await answer(api, { timezone: 'Europe/Berlin' });
  await answer(api, { account: 'Main' });
  expect(asked.at(-1)?.input).toMatchObject({
    source: { kind: 'upload', uploadId: 'upload of a.csv' },
    options: { timezone: 'Europe/Berlin', account: 'Main' },
  });
});

test('a reading that was cancelled does not come back when its answer arrives late', async () => {
  let finish: (reply: Reply) => void = () => undefined;
  const { api } = scripted({
    'imports.preview': () => new Promise<Reply>((resolve) => (finish = resolve)),
    'jobs.cancel': () => success({ cancelled: true }),
  });
  const reading = previewFiles(api, [file('big.csv')]);
  await expect.poll(() => stage().kind).toBe('reading');
  await cancelJob(api);
  finish(success(preview('big.csv')));
  await reading;
  expect(stage()).toEqual({ kind: 'idle' });
});

test('what could not be written leaves the preview open', async () => {
  const { api } = scripted({
    'imports.preview': (input) => success(preview(source(input))),
    'imports.accept': () => failure('disk-full', 'The disk is full', 'Free some space.'),
  });
  await previewFiles(api, [file('a.csv')]);
  await acceptPreview(api);
  expect(stage()).toMatchObject({ kind: 'preview', file: { name: 'a.csv' } });
});

test('a file that cannot be read says why', async () => {
  const { api } = scripted({ 'imports.preview': () => failure('empty', 'The file is empty', 'Export it again.') });
  await previewFiles(api, [file('a.csv')]);
  expect(stage()).toMatchObject({ kind: 'refused', name: 'a.csv', fault: { code: 'empty' } });
});
