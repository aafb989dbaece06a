import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { BulkInput, Resolvers, TableKind } from '../graphql/director.generated.ts';
import { authorize } from '../graphql/scopes.ts';
import { invalidData } from '../shared/errors.ts';
import { currentRows } from '../tables/currentRows.ts';
import { filterFrom } from '../tables/filter.ts';
import { matchingRows } from '../tables/table.ts';
import { applicationWords, runtimeWords, scenarioWords } from '../tables/words.ts';
import { actionFrom, type BulkKind, scopeOf } from './action.ts';
import { type BulkObject, findJob } from './job.store.ts';
import { continueJob, describeJob, requireJob, startJob, startUndo, undoingOf } from './jobs.ts';
import { previewBulk } from './preview.ts';
import { previewUndo } from './takeBack.ts';

const mostIDs = 10_000;

const kindOf: Readonly<Record<TableKind, BulkKind>> = {
  APPLICATIONS: 'APPLICATION',
  RUNTIMES: 'RUNTIME',
  SCENARIOS: 'SCENARIO',
};

/** The rows meant, in the order of their names; ids that are none come last, under their ids. */
async function objectsOf(context: RequestContext, { table, target }: BulkInput): Promise<BulkObject[]> {
  const rows = await currentRows(context, tenantOf(context.consumer));
  const kind = kindOf[table];
  const asObject = ({ id, name }: { id: string; name: string }): BulkObject => ({ kind, id, name });
  if (target.filter) {
    const filter = filterFrom(target.filter);
    const matching = {
      APPLICATIONS: () => matchingRows(rows.applications, applicationWords, filter, rows.at),
      RUNTIMES: () => matchingRows(rows.runtimes, runtimeWords, filter, rows.at),
      SCENARIOS: () => matchingRows(rows.scenarios, scenarioWords, filter, rows.at),
    };
    return matching[table]().map(asObject);
  }
  const ids = new Set(target.ids);
  if (ids.size === 0) throw invalidData('target: give at least one id');
  if (ids.size > mostIDs) throw invalidData(`target: at most ${mostIDs} ids at a time`);
  const all = { APPLICATIONS: rows.applications, RUNTIMES: rows.runtimes, SCENARIOS: rows.scenarios }[table];
  const known = all.filter(({ id }) => ids.delete(id)).map(asObject);
  return [...known, ...[...ids].map((id) => asObject({ id, name: id }))];
}

function permit({ consumer }: RequestContext, action: ReturnType<typeof actionFrom>, kind: BulkKind): void {
  authorize(consumer, [scopeOf(action, kind)]);
}

/** One action for many Applications, Runtimes or scenarios. */
export const bulkResolvers = {
  Query: {
    async previewBulk(_root, { in: input }, context) {
      const kind = kindOf[input.table];
      const action = actionFrom(input.action, kind);
      return previewBulk(context, tenantOf(context.consumer), {
        kind,
        objects: await objectsOf(context, input),
        action,
      });
    },
    async previewBulkUndo(_root, { id }, context) {
      const job = await requireJob(context, tenantOf(context.consumer), id);
      return previewUndo(context, job.tenantId, (await undoingOf(context, job)).objects);
    },
    async bulkJob(_root, { id }, context) {
      const job = await findJob(context.read, tenantOf(context.consumer), id);
      return job ? describeJob(context, job) : null;
    },
  },
  Mutation: {
    async startBulk(_root, { in: input }, context) {
      const kind = kindOf[input.table];
      const action = actionFrom(input.action, kind);
      permit(context, action, kind);
      const objects = await objectsOf(context, input);
      return describeJob(context, await startJob(context, tenantOf(context.consumer), { kind, objects, action }));
    },
    async retryBulk(_root, { id }, context) {
      const job = await requireJob(context, tenantOf(context.consumer), id);
      permit(context, job.action, job.kind);
      return describeJob(context, await continueJob(context, job));
    },
    async undoBulk(_root, { id }, context) {
      const job = await requireJob(context, tenantOf(context.consumer), id);
      permit(context, job.action, job.kind);
      return describeJob(context, await startUndo(context, job));
    },
  },
} satisfies Resolvers;
