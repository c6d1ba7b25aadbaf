import type { Handlers } from '../../../shared/contract/core.ts';
import type { mappingCalls } from '../../../shared/contract/imports.ts';
import { success } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../../services/context.ts';
import {
  keepStated,
  listMappings,
  proposeMapping,
  readMapping,
  renameMapping,
  writeMapping,
} from '../../services/imports/mappings.ts';
import { tryMapping } from '../../services/imports/try-mapping.ts';

export function mappingHandlers(context: ServiceContext): Handlers<typeof mappingCalls> {
  return {
    'mappings.propose': ({ source }) => proposeMapping(context, source),
    'mappings.try': ({ source, mapping, options }) => tryMapping(context, source, mapping, options),
    'mappings.list': () => success(listMappings(context)),
    'mappings.keep': ({ mapping }) => success(keepStated(context, mapping)),
    'mappings.rename': ({ id, name }) => renameMapping(context, id, name),
    'mappings.remove': ({ id }) => success({ removed: context.vault.mappings.remove(id) }),
    'mappings.write': ({ mapping }) => success(writeMapping(mapping)),
    'mappings.read': ({ text }) => readMapping(text),
  };
}
