import type { JobProgress } from '../../shared/contract/vault.ts';

/** Long work under a name that the caller chose: says how far it is and hears when it shall stop. */
export interface JobBoard {
  /** Progress of work; `jobId` null when nobody listens. */
  readonly start: (jobId: string | null, label: string) => Job;
}

export interface Job {
  /** Says how far it is, a few times a second at most, and answers whether it shall go on. */
  readonly goOn: (done: number, total: number) => boolean;
  /** Call it when the work ended in whatever way. */
  readonly end: () => void;
}

export interface JobPorts {
  readonly tell: (progress: JobProgress) => void;
  /** Whether a job was asked to stop: must be readable while the thread is busy. */
  readonly isCancelled: (jobId: string) => boolean;
  readonly ended: (jobId: string) => void;
  /** Milliseconds of a clock that only moves forward. */
  readonly ticks: () => number;
}

const tellEveryMs = 100;

export function createJobBoard(ports: JobPorts): JobBoard {
  return {
    start: (jobId, label) => {
      if (jobId === null) return { goOn: () => true, end: () => undefined };
      let told = Number.NEGATIVE_INFINITY;
      return {
        goOn: (done, total) => {
          const tick = ports.ticks();
          if (tick - told >= tellEveryMs || done === total) {
            told = tick;
            ports.tell({ jobId, label, done, total });
          }
          return !ports.isCancelled(jobId);
        },
        end: () => ports.ended(jobId),
      };
    },
  };
}

/** Nobody listens and nothing is cancelled: for the command line. */
export const silentJobs: JobBoard = { start: () => ({ goOn: () => true, end: () => undefined }) };
