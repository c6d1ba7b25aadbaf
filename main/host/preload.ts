// The preload script of the Electron window: three functions, and nothing else of Electron, reach the page.
import { contextBridge, ipcRenderer } from 'electron';
import type { Notice, Reply, Transport } from '../../shared/contract/core.ts';
import { CALL_CHANNEL, NOTICE_CHANNEL, UPLOAD_CHANNEL } from './electron-channels.ts';

const transport: Transport = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input) as Promise<Reply>,
  upload: (name, bytes) => ipcRenderer.invoke(UPLOAD_CHANNEL, name, bytes) as Promise<Reply>,
  subscribe: (listener) => {
    // The event object of Electron stays here: it would hand the page a way to send.
    const hear = (_event: unknown, notice: Notice): void => listener(notice);
    ipcRenderer.on(NOTICE_CHANNEL, hear);
    return () => {
      ipcRenderer.removeListener(NOTICE_CHANNEL, hear);
    };
  },
};

contextBridge.exposeInMainWorld('ballast', transport);
