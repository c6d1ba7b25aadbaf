import { expect, test } from 'vitest';
import type { Notice } from '../../shared/contract/core.ts';
import { success } from '../../shared/result/result.ts';
import type { BackEnd } from './host.ts';
import { laterBackEnd } from './later-back-end.ts';

const notice: Notice = { topic: 'changed', payload: { what: 'import' } };

function backEndOf(listeners: Set<(notice: Notice) => void>): BackEnd {
  return {
    call: async (name) => success(`answer to ${name}`),
    upload: async (name) => success({ uploadId: name }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => undefined,
  };
}

test('calls that come before the vault is open are answered once it is, notices are heard from then on', async () => {
  const opening = Promise.withResolvers<BackEnd>();
  const listeners = new Set<(notice: Notice) => void>();
  const later = laterBackEnd(opening.promise);
  const heard: Notice[] = [];
  const stop = later.subscribe((one) => heard.push(one));
  const [answer, uploaded] = [later.call('vault.info', {}), later.upload('file.csv', new Uint8Array())];
  opening.resolve(backEndOf(listeners));
  expect(await answer).toEqual(success('answer to vault.info'));
  expect(await uploaded).toEqual(success({ uploadId: 'file.csv' }));
  for (const listener of listeners) listener(notice);
  expect(heard).toEqual([notice]);
  stop();
  expect(listeners.size).toBe(0);
});

test('who stops listening before the vault is open never listens', async () => {
  const opening = Promise.withResolvers<BackEnd>();
  const listeners = new Set<(notice: Notice) => void>();
  laterBackEnd(opening.promise).subscribe(() => undefined)();
  opening.resolve(backEndOf(listeners));
  await opening.promise;
  expect(listeners.size).toBe(0);
});

test('a vault that does not open is a fault for every call, not an unheard rejection', async () => {
  const later = laterBackEnd(Promise.reject(new Error('written by a newer Ballast')));
  later.subscribe(() => undefined);
  expect(await later.call('vault.info', {})).toMatchObject({ ok: false, fault: { code: 'vault-not-open' } });
  await later.close();
});
