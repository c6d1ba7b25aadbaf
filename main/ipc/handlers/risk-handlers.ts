import type { cascadeCalls } from '../../../shared/contract/cascade.ts';
import type { Handlers } from '../../../shared/contract/core.ts';
import type { insolvencyCalls } from '../../../shared/contract/insolvency.ts';
import type { riskCalls } from '../../../shared/contract/risk.ts';
import type { viewCalls } from '../../../shared/contract/views.ts';
import { success } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../../services/context.ts';
import { explainMeasure } from '../../services/explain/explain-measure.ts';
import { assessRisk } from '../../services/figures/assess-risk.ts';
import { cascadeEvent, cascadeRisk } from '../../services/figures/cascade-risk.ts';
import { insolvencyRisk } from '../../services/figures/insolvency-risk.ts';
import { cascadeFigure } from '../../services/figures/cascade-figure.ts';
import * as views from '../../services/figures/panel-views.ts';

export function riskHandlers(context: ServiceContext): Handlers<typeof riskCalls> {
  return {
    'risk.assess': ({ asOfMs, axis }) => assessRisk(context, asOfMs, axis),
    'risk.explain': (question) => explainMeasure(context, question),
  };
}

export function cascadeHandlers(context: ServiceContext): Handlers<typeof cascadeCalls> {
  return {
    'risk.cascade': (question) => cascadeRisk(context, question),
    'risk.cascadeEvent': (question) => cascadeEvent(context, question),
    'risk.cascadeFigure': (question) => cascadeFigure(context, question),
  };
}

export function insolvencyHandlers(context: ServiceContext): Handlers<typeof insolvencyCalls> {
  return { 'risk.insolvency': (question) => success(insolvencyRisk(context, question)) };
}

export function viewHandlers(context: ServiceContext): Handlers<typeof viewCalls> {
  return {
    'views.headline': ({ asOfMs }) => success(views.headline(context, asOfMs)),
    'views.exposures': ({ asOfMs, groupBy }) => success(views.exposures(context, asOfMs, groupBy)),
    'views.ladder': ({ asOfMs, axis }) => success(views.ladder(context, asOfMs, axis)),
    'views.drawdown': ({ asOfMs, scope }) => success(views.drawdown(context, asOfMs, scope)),
    'views.accounts': ({ asOfMs }) => success(views.accounts(context, asOfMs)),
  };
}
