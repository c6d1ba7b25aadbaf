import type { Handlers } from '../../../shared/contract/core.ts';
import type { limitCalls } from '../../../shared/contract/limits.ts';
import type { whatIfCalls } from '../../../shared/contract/whatif.ts';
import { success } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../../services/context.ts';
import { assessWhatIfs } from '../../services/whatif/assess-what-ifs.ts';
import { explainWhatIf } from '../../services/whatif/explain-what-if.ts';
import { judgeBook, limitsList, setLimits } from '../../services/whatif/book-limits.ts';
import { keepWhatIf, removeWhatIf, whatIfList } from '../../services/whatif/kept-what-ifs.ts';

export function whatIfHandlers(context: ServiceContext): Handlers<typeof whatIfCalls> {
  return {
    'whatif.assess': (question) => assessWhatIfs(context, question),
    'whatif.explain': (question) => explainWhatIf(context, question),
    'whatif.keep': (kept) => keepWhatIf(context, kept),
    'whatif.list': () => success(whatIfList(context)),
    'whatif.remove': ({ name }) => removeWhatIf(context, name),
  };
}

export function limitHandlers(context: ServiceContext): Handlers<typeof limitCalls> {
  return {
    'limits.get': () => success(limitsList(context)),
    'limits.set': (change) => setLimits(context, change),
    'limits.judge': ({ asOfMs }) => success(judgeBook(context, asOfMs)),
  };
}
