import type { ObjectKind } from '../db/tables/director.tables.ts';
import { record } from '../events/activity.ts';
import type { Feed } from '../events/feed.ts';
import type { RequestContext } from '../graphql/context.ts';
import { CompassError, notFound } from '../shared/errors.ts';
import type { BulkAction } from './action.ts';
import { perform } from './perform.ts';

export interface BulkObject {
  kind: ObjectKind;
  id: string;
  name: string;
}

export interface BulkJob {
  id: string;
  tenantId: string;
  state: 'RUNNING' | 'FINISHED';
  total: number;
  done: number;
  failures: { object: BulkObject; message: string }[];
  kind: ObjectKind;
  action: BulkAction;
}

const keptMs = 3_600_000;

/** By feed, which there is one of in each process. A restart forgets jobs; the log tells what they had done. */
const jobsBy = new WeakMap<Feed, Map<string, BulkJob>>();

function jobsOf(feed: Feed): Map<string, BulkJob> {
  const known = jobsBy.get(feed) ?? new Map<string, BulkJob>();
  jobsBy.set(feed, known);
  return known;
}

/** Undefined for a job of another tenant, or one that is forgotten. */
export function findJob(context: RequestContext, tenantId: string, id: string): BulkJob | undefined {
  const job = jobsOf(context.feed).get(id);
  return job?.tenantId === tenantId ? job : undefined;
}

export function requireJob(context: RequestContext, tenantId: string, id: string): BulkJob {
  const job = findJob(context, tenantId, id);
  if (!job) throw notFound(`There is no job with ID ${id}`);
  return job;
}

/** Records that the job begins, and lets it run on after the answer. */
export async function startJob(
  context: RequestContext,
  tenantId: string,
  { kind, objects, action }: { kind: ObjectKind; objects: readonly BulkObject[]; action: BulkAction },
): Promise<BulkJob> {
  const job: BulkJob = {
    ...{ id: context.newId(), tenantId, kind, action, state: 'RUNNING', total: objects.length, done: 0, failures: [] },
  };
  await context.write((tx) =>
    record(tx, context, {
      tenantId,
      action: 'bulk.started',
      objects: objects.slice(0, mostNamed),
      after: { action, kind, total: objects.length },
      touched: {},
      changesLandscape: false,
    }),
  );
  jobsOf(context.feed).set(job.id, job);
  void run(context, job, objects);
  return job;
}

/** The entry names this many of the objects; each has one of its own. */
const mostNamed = 100;

async function run(context: RequestContext, job: BulkJob, objects: readonly BulkObject[]): Promise<void> {
  for (const object of objects) {
    try {
      await context.write((tx) => perform(tx, context, job.tenantId, object, job.action));
      job.done += 1;
    } catch (error) {
      const message = error instanceof CompassError ? error.message : 'Compass could not do it: see the server log';
      job.failures.push({ object, message });
    }
  }
  job.state = 'FINISHED';
  setTimeout(() => jobsOf(context.feed).delete(job.id), keptMs).unref();
}
