import { useEffect, useState } from 'react';
import type { Comparable, SnapshotComparison } from '../../../shared/contract/snapshots.ts';
import type { Result } from '../../../shared/result/result.ts';
import { useApi, type CallOutput } from '../../api/client.ts';

type Kept = CallOutput<'snapshot.kept'>['snapshots'];

/** The snapshots that the vault keeps: asked for anew whenever the dialog opens, for each snapshot adds one. */
export function useKeptSnapshots(): Kept {
  const api = useApi();
  const [kept, setKept] = useState<Kept>([]);
  useEffect(() => {
    let isShown = true;
    void api.client['snapshot.kept']({}).then((result) => {
      if (isShown && result.ok) setKept(result.value.snapshots);
    });
    return () => {
      isShown = false;
    };
  }, [api]);
  return kept;
}

/** What changed between two snapshots; null until it is known. While another one is compared the last answer stays. */
export function useComparison(older: Comparable, newer: Comparable): Result<SnapshotComparison> | null {
  const api = useApi();
  const [compared, setCompared] = useState<Result<SnapshotComparison> | null>(null);
  useEffect(() => {
    let isShown = true;
    void api.client['snapshot.compare']({ older, newer }).then((result) => {
      if (isShown) setCompared(result);
    });
    return () => {
      isShown = false;
    };
  }, [api, older, newer]);
  return compared;
}
