import { expect, test } from 'vitest';
import type { Notice, Transport } from '../../shared/contract/core.ts';
import { ipcRenderer, recorded } from './electron-stand-in.ts';
import './preload.ts';

const ballast = recorded.exposed.get('ballast') as Transport;

test('exactly three functions reach the page, and nothing else of Electron', () => {
  expect([...recorded.exposed.keys()]).toEqual(['ballast']);
  expect(Object.keys(ballast).toSorted()).toEqual(['call', 'subscribe', 'upload']);
});

test('calls and uploads go over their own channels and nowhere else', async () => {
  expect(await ballast.call('book.positions', { asOf: 1 })).toEqual({ ok: true, value: 'answered' });
  await ballast.upload('a.csv', new Uint8Array([1, 2]));
  expect(recorded.invoked).toEqual([
    ['ballast:call', 'book.positions', { asOf: 1 }],
    ['ballast:upload', 'a.csv', new Uint8Array([1, 2])],
  ]);
});

test('a notice arrives without the event object that could send, until the page stops listening', () => {
  const heard: Notice[][] = [];
  const stop = ballast.subscribe((...given) => heard.push(given));
  ipcRenderer.emit('ballast:notice', { sender: ipcRenderer }, { topic: 'job', payload: 1 });
  stop();
  ipcRenderer.emit('ballast:notice', { sender: ipcRenderer }, { topic: 'job', payload: 2 });
  expect(heard).toEqual([[{ topic: 'job', payload: 1 }]]);
});
