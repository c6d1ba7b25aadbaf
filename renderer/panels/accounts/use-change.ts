import { useState } from 'react';
import type { Result } from '../../../shared/result/result.ts';
import { tellDone } from '../../layout/toasts.tsx';
import { endEdit } from './use-accounts.ts';

interface Change {
  readonly isBusy: boolean;
  readonly problem: string | null;
  readonly show: (problem: string) => void;
  /** Makes the change; closes the dialog when it was made, shows why when it was refused. */
  readonly make: (run: () => Promise<Result<{ readonly description: string }>>, close?: () => void) => Promise<void>;
}

/** One change of the book from a dialog. */
export function useChange(): Change {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    isBusy,
    problem,
    show: setProblem,
    make: async (run, close = endEdit) => {
      setBusy(true);
      const result = await run();
      setBusy(false);
      if (!result.ok) {
        setProblem([result.fault.message.replace(/(?<![.!?])$/, '.'), result.fault.mend].filter(Boolean).join(' '));
        return;
      }
      close();
      tellDone(result.value.description, 'Ctrl Z takes it back.');
    },
  };
}
