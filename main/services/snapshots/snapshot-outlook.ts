import { cascadeCalls } from '../../../shared/contract/cascade.ts';
import { insolvencyCalls } from '../../../shared/contract/insolvency.ts';
import { whatIfCalls } from '../../../shared/contract/whatif.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { SnapshotOutlook } from '../../export/snapshot.ts';
import type { ServiceContext } from '../context.ts';
import { cascadeRisk } from '../figures/cascade-risk.ts';
import { insolvencyRisk } from '../figures/insolvency-risk.ts';
import { assessWhatIfs } from '../whatif/assess-what-ifs.ts';
import { judgeBook } from '../whatif/book-limits.ts';

/** What may happen to the book at an instant, and what the trader thinks of doing, as a snapshot keeps it. */
export function snapshotOutlook(context: ServiceContext, asOfMs: EpochMs): SnapshotOutlook {
  const cascade = cascadeRisk(context, cascadeCalls['risk.cascade'].input.parse({ asOfMs }));
  return {
    // Along the largest exposure, sold at the marks: it is refused only where there is none.
    cascade: cascade.ok ? cascade.value : null,
    insolvency: insolvencyAt(context, asOfMs),
    limits: context.vault.limits.list().length === 0 ? null : judgeBook(context, asOfMs),
    whatIfs: keptWhatIfs(context, asOfMs),
  };
}

function insolvencyAt(context: ServiceContext, asOfMs: EpochMs): SnapshotOutlook['insolvency'] {
  const found = insolvencyRisk(context, insolvencyCalls['risk.insolvency'].input.parse({ asOfMs }));
  return found.endings.length === 0 ? null : found;
}

function keptWhatIfs(context: ServiceContext, asOfMs: EpochMs): SnapshotOutlook['whatIfs'] {
  const kept = context.vault.whatIfs.list();
  if (kept.length === 0) return null;
  const { axis } = whatIfCalls['whatif.assess'].input.shape;
  const found = assessWhatIfs(context, {
    asOfMs,
    axis: axis.parse({}),
    whatIfs: kept.map(({ name }) => ({ kind: 'kept', name })),
    step: null,
  });
  if (!found.ok) throw new Error(`${found.fault.code}: ${found.fault.message}`);
  return found.value;
}
