import { defaultFieldResolver, type GraphQLSchema, getDirectiveValues } from 'graphql';
import { holdEntries, revisionOf } from '../events/activity.store.ts';
import { CompassError } from '../shared/errors.ts';
import { type RequestContext, tenantOf } from './context.ts';

interface Asked {
  /** Null for whatever there is in the tenant. */
  object: string | null;
  since: number;
}

/** The context of one mutation whose first transaction begins with the comparison, so that nothing comes between. */
function comparing(context: RequestContext, { object, since }: Asked): RequestContext {
  let compared = false;
  return {
    ...context,
    write(body) {
      if (compared) return context.write(body);
      compared = true;
      return context.write(async (tx) => {
        const tenantId = tenantOf(context.consumer);
        await holdEntries(tx, tenantId);
        const revision = await revisionOf(tx, tenantId, object);
        if (revision !== since) {
          throw new CompassError(
            'ConcurrentUpdate',
            `${object === null ? 'something' : 'it'} was changed meanwhile: entry ${revision} of the activity log is about it, you have seen ${since}`,
          );
        }
        return body(tx);
      });
    },
  };
}

/** Carries out `@ifUnchanged` on every mutation, in place. */
export function enforceUnchanged(schema: GraphQLSchema): void {
  const directive = schema.getDirective('ifUnchanged');
  if (!directive) throw new Error('the contract does not declare @ifUnchanged');
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (source, args, context: RequestContext, info) => {
      const [asked] = info.fieldNodes.flatMap((node) => getDirectiveValues(directive, node, info.variableValues) ?? []);
      return resolve(
        source,
        args,
        asked ? comparing(context, { object: null, ...asked } as unknown as Asked) : context,
        info,
      );
    };
  }
}
