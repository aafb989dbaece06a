import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { BulkInput, ObjectKind, Resolvers } from '../graphql/director.generated.ts';
import { authorize } from '../graphql/scopes.ts';
import { invalidData } from '../shared/errors.ts';
import { currentRows } from '../tables/currentRows.ts';
import { filterFrom } from '../tables/filter.ts';
import { matchingRows } from '../tables/table.ts';
import { applicationWords, runtimeWords } from '../tables/words.ts';
import { actionFrom, scopeOf } from './action.ts';
import { type BulkObject, findJob, requireJob, startJob } from './jobs.ts';
import { previewBulk } from './preview.ts';

const mostIDs = 10_000;

/** The rows meant, in the order of their names; ids that are none come last, under their ids. */
async function objectsOf(context: RequestContext, { table: kind, target }: BulkInput): Promise<BulkObject[]> {
  const { at, applications, runtimes } = await currentRows(context, tenantOf(context.consumer));
  const asObject = ({ id, name }: { id: string; name: string }): BulkObject => ({ kind, id, name });
  if (target.filter) {
    const filter = filterFrom(target.filter);
    return kind === 'APPLICATION'
      ? matchingRows(applications, applicationWords, filter, at).map(asObject)
      : matchingRows(runtimes, runtimeWords, filter, at).map(asObject);
  }
  const ids = [...new Set(target.ids ?? [])];
  if (ids.length === 0) throw invalidData('target: give at least one id');
  if (ids.length > mostIDs) throw invalidData(`target: at most ${mostIDs} ids at a time`);
  return ids.map((id) => ({ kind, id, name: nameIn(kind === 'APPLICATION' ? applications : runtimes, id) }));
}

const nameIn = (rows: readonly { id: string; name: string }[], id: string): string =>
  rows.find((row) => row.id === id)?.name ?? id;

function permit({ consumer }: RequestContext, action: ReturnType<typeof actionFrom>, kind: ObjectKind): void {
  authorize(consumer, [scopeOf(action, kind)]);
}

/** One action for many Applications or Runtimes. */
export const bulkResolvers = {
  Query: {
    async previewBulk(_root, { in: input }, context) {
      const objects = await objectsOf(context, input);
      const ids = objects.map(({ id }) => id);
      return previewBulk(context, tenantOf(context.consumer), input.table, ids, actionFrom(input.action));
    },
    bulkJob: (_root, { id }, context) => findJob(context, tenantOf(context.consumer), id) ?? null,
  },
  Mutation: {
    async startBulk(_root, { in: input }, context) {
      const action = actionFrom(input.action);
      permit(context, action, input.table);
      const objects = await objectsOf(context, input);
      return startJob(context, tenantOf(context.consumer), { kind: input.table, objects, action });
    },
    async retryBulk(_root, { id }, context) {
      const tenantId = tenantOf(context.consumer);
      const { kind, action, failures, state } = requireJob(context, tenantId, id);
      permit(context, action, kind);
      if (state === 'RUNNING') throw invalidData('the job is still running');
      return startJob(context, tenantId, { kind, action, objects: failures.map(({ object }) => object) });
    },
  },
} satisfies Resolvers;
