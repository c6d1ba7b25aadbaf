import { failure, type Result } from '../../shared/result/result.ts';
import type { BackEnd } from './host.ts';

/**
 * A back end that is still opening: whoever calls it waits, so that a page may load meanwhile. One that does not open
 * answers with a fault; whoever opened it says why.
 */
export function laterBackEnd(opening: Promise<BackEnd>): BackEnd {
  const whenOpen = async <T>(use: (opened: BackEnd) => Promise<Result<T>>): Promise<Result<T>> => {
    let opened: BackEnd;
    try {
      opened = await opening;
    } catch {
      return failure('vault-not-open', 'The vault could not be opened.', 'Start Ballast again.');
    }
    return use(opened);
  };
  return {
    call: (name, input) => whenOpen((opened) => opened.call(name, input)),
    upload: (name, bytes) => whenOpen((opened) => opened.upload(name, bytes)),
    subscribe: (listener) => {
      let stop: (() => void) | null = null;
      let isStopped = false;
      opening.then(
        (opened) => {
          if (!isStopped) stop = opened.subscribe(listener);
        },
        () => undefined,
      );
      return () => {
        isStopped = true;
        stop?.();
      };
    },
    close: () => opening.then((opened) => opened.close()).catch(() => undefined),
  };
}
