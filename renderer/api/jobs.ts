import { create } from 'zustand';
import type { JobProgress } from '../../shared/contract/vault.ts';

interface JobsState {
  readonly byId: Readonly<Record<string, JobProgress>>;
  readonly report: (progress: JobProgress) => void;
}

/** What running jobs last said. */
export const useJobs = create<JobsState>((set) => ({
  byId: {},
  report: (progress) => set((state) => ({ byId: { ...state.byId, [progress.jobId]: progress } })),
}));

let made = 0;

/** A name for a job that this window starts; the back end reports under it and cancels by it. */
export function newJobId(): string {
  made += 1;
  return `window-${Date.now().toString(36)}-${made}`;
}
