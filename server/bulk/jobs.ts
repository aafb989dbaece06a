import type { Logger } from 'pino';
import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import { hour, second } from '../shared/clock.ts';
import { CompassError, invalidData, notFound } from '../shared/errors.ts';
import type { BulkAction, BulkKind } from './action.ts';
import {
  type BulkObject,
  countItems,
  findJob,
  insertJob,
  itemsIn,
  type JobRecord,
  type NewJob,
  noteMoved,
  removeJobsBefore,
  removeOpenItems,
  settleItem,
} from './job.store.ts';
import { perform } from './perform.ts';

/** A job that has not moved for this long has lost its process. */
const lostAfterMs = 30 * second;
const noteEveryMs = 5 * second;
const kept = hour;

/** What carries jobs out in this process. */
export interface BulkJobs {
  run(context: RequestContext, job: NewJob): void;
  /** Lets the object under way finish; the rest stays open, for whoever continues it. */
  close(): Promise<void>;
}

export function createBulkJobs({ log }: { log: Logger }): BulkJobs {
  const underWay = new Set<Promise<void>>();
  let stopping = false;

  async function carryOut(context: RequestContext, job: NewJob): Promise<void> {
    const { id: jobId, tenantId, action, objects } = job;
    let notedAt = context.clock();
    for (const [position, object] of objects.entries()) {
      if (stopping) return;
      const failure = await doOne(context, { jobId, position, tenantId, object, action });
      if (failure !== null) {
        if (!(failure instanceof CompassError))
          log.error({ err: failure, bulkJob: jobId }, 'a bulk job failed for one');
        const message =
          failure instanceof CompassError ? failure.message : 'Compass could not do it: see the server log';
        await context.write((tx) => settleItem(tx, { jobId, position, failure: message }));
      }
      if (context.clock() - notedAt < noteEveryMs) continue;
      notedAt = context.clock();
      await context.write((tx) => noteMoved(tx, jobId, notedAt));
    }
    await context.write((tx) => finish(tx, context, job));
  }

  return {
    run(context, job) {
      const running = carryOut(context, job).catch((error) =>
        log.error({ err: error, bulkJob: job.id }, 'a bulk job was interrupted'),
      );
      underWay.add(running);
      void running.finally(() => underWay.delete(running));
    },
    async close() {
      stopping = true;
      await Promise.all(underWay);
    },
  };
}

interface Item {
  jobId: string;
  position: number;
  tenantId: string;
  object: BulkObject;
  action: BulkAction;
}

/** In one transaction with the mark that it is done; nothing for an item that another job has taken over. */
async function doOne(context: RequestContext, { jobId, position, tenantId, object, action }: Item): Promise<unknown> {
  try {
    await context.write(async (tx) => {
      if (await settleItem(tx, { jobId, position, failure: null }))
        await perform(tx, context, tenantId, object, action);
    });
    return null;
  } catch (error) {
    return error;
  }
}

export async function requireJob(context: RequestContext, tenantId: string, id: string): Promise<JobRecord> {
  const job = await findJob(context.read, tenantId, id);
  if (!job) throw notFound(`There is no job with ID ${id}`);
  return job;
}

/** How far the job is. It is interrupted if something is open and nobody has moved it for half a minute. */
export async function describeJob({ read, clock }: Pick<RequestContext, 'read' | 'clock'>, job: JobRecord) {
  const { open, done } = await countItems(read, job.id);
  const state =
    open === 0
      ? ('FINISHED' as const)
      : clock() - job.movedAt > lostAfterMs
        ? ('INTERRUPTED' as const)
        : ('RUNNING' as const);
  return { id: job.id, state, total: job.total, done, failures: await itemsIn(read, job, 'FAILED') };
}

/** An entry names this many of the objects; each has one of its own. */
const mostNamed = 100;

/** The entry outlives the job: how many are done, and those that failed with their reasons. */
async function finish(tx: Tx, context: RequestContext, { id, tenantId, action, kind, objects }: NewJob): Promise<void> {
  const failures = await itemsIn(tx, { id, kind }, 'FAILED');
  const { done } = await countItems(tx, id);
  await record(tx, context, {
    tenantId,
    action: 'bulk.finished',
    objects: failures.slice(0, mostNamed).map(({ object }) => object),
    after: {
      ...{ action, kind, total: objects.length, done, failed: failures.length },
      failures: failures.slice(0, mostNamed).map(({ object, message }) => ({ name: object.name, message })),
    },
    touched: {},
    changesLandscape: false,
  });
}

/** Records that the job begins, and lets it run on after the answer. */
export async function startJob(
  context: RequestContext,
  tenantId: string,
  asked: { kind: BulkKind; objects: readonly BulkObject[]; action: BulkAction },
): Promise<JobRecord> {
  const job: NewJob = { id: context.newId(), tenantId, ...asked };
  await context.write((tx) => begin(tx, context, job));
  context.bulkJobs.run(context, job);
  return requireJob(context, tenantId, job.id);
}

/** Begins a new job with what failed in this one and, if it was interrupted, with what was left. */
export async function continueJob(context: RequestContext, job: JobRecord): Promise<JobRecord> {
  const { state } = await describeJob(context, job);
  if (state === 'RUNNING') throw invalidData('the job is still running');
  const id = context.newId();
  const next = await context.write(async (tx) => {
    const items = [...(await itemsIn(tx, job, 'FAILED')), ...(await itemsIn(tx, job, 'OPEN'))];
    const { tenantId, kind, action } = job;
    const made: NewJob = { id, tenantId, kind, action, objects: items.map(({ object }) => object) };
    await removeOpenItems(tx, job.id);
    await begin(tx, context, made);
    return made;
  });
  context.bulkJobs.run(context, next);
  return requireJob(context, job.tenantId, id);
}

async function begin(tx: Tx, context: RequestContext, job: NewJob): Promise<void> {
  const { tenantId, action, kind, objects } = job;
  const now = context.clock();
  await removeJobsBefore(tx, now - kept);
  await insertJob(tx, job, now);
  await record(tx, context, {
    tenantId,
    action: 'bulk.started',
    objects: objects.slice(0, mostNamed),
    after: { action, kind, total: objects.length },
    touched: {},
    changesLandscape: false,
  });
}
