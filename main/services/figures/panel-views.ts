import type { ShockAxis } from '../../../shared/contract/risk.ts';
import type { DrawdownView, HeadlineView, LadderView } from '../../../shared/contract/views.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';
import { accountsView, type AccountsView } from '../../views/accounts-view.ts';
import { drawdownView } from '../../views/drawdown-view.ts';
import { exposuresView, type ExposuresView, type Grouping } from '../../views/exposures-view.ts';
import { headlineView } from '../../views/headline-view.ts';
import { ladderView } from '../../views/ladder-view.ts';
import type { ServiceContext } from '../context.ts';
import { positionsDocument } from '../book/positions-document.ts';
import { reconciledStates } from '../reconciliation/reconcile-book.ts';
import { differencesOf, summaryOf } from '../reconciliation/reconcile-words.ts';
import { riskPicture } from './risk-picture.ts';

// Each gathers what its panel rests on and hands it to the pure view.

export function headline(context: ServiceContext, asOfMs: number | null): HeadlineView {
  const { document, book } = riskPicture(context, asOfMs, defaultAxis);
  return headlineView(document, book.valued);
}

export function exposures(context: ServiceContext, asOfMs: number | null, groupBy: Grouping): ExposuresView {
  const { document, book } = riskPicture(context, asOfMs, defaultAxis);
  return exposuresView(document, book.valued, groupBy);
}

export function ladder(context: ServiceContext, asOfMs: number | null, axis: ShockAxis): LadderView | null {
  const { document, book, assessment } = riskPicture(context, asOfMs, axis);
  return ladderView(document, book.valued, assessment.ladder?.lanes, assessment.betas);
}

export function drawdown(context: ServiceContext, asOfMs: number | null, scope: string): DrawdownView {
  const { document, drawdowns } = riskPicture(context, asOfMs, defaultAxis);
  const chosen = drawdowns.find((one) => one.scope === scope) ?? drawdowns[0];
  const scopes = drawdowns.map((one) => one.scope);
  return drawdownView({ ...document, drawdown: chosen?.document ?? null }, chosen?.scope ?? scope, scopes, [
    ...document.excluded,
    ...document.assumptions,
  ]);
}

export function accounts(context: ServiceContext, asOfMs: number | null): AccountsView {
  const { document, book } = riskPicture(context, asOfMs, defaultAxis);
  const reconciled = [...reconciledStates(context, book)].map(
    ([name, found]) =>
      [name, { state: found.state, summary: summaryOf(found), differences: differencesOf(found) }] as const,
  );
  return accountsView(document, book.valued, positionsDocument(context, book.asOfMs), new Map(reconciled));
}
