import type { Logger } from 'pino';
import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import { hour, second } from '../shared/clock.ts';
import { CompassError, type ErrorCode, invalidData, notFound } from '../shared/errors.ts';
import { type BulkAction, type BulkKind, isTakenBack } from './action.ts';
import {
  type BulkObject,
  type BulkTarget,
  countItems,
  type Failure,
  failuresOf,
  findJob,
  insertJob,
  isThere,
  type JobRecord,
  type NewJob,
  noteEntry,
  noteMoved,
  objectsDone,
  objectsLeft,
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
      const error = await doOne(context, { jobId, position, tenantId, object, action });
      if (error !== null) {
        if (!(error instanceof CompassError)) log.error({ err: error, bulkJob: jobId }, 'a bulk job failed for one');
        const failure = await failureOf(context, tenantId, object, error);
        await context.write((tx) => settleItem(tx, { jobId, position, failure }));
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
  object: BulkTarget;
  action: BulkAction;
}

/** In one transaction with the mark that it is done; nothing for an item that another job has taken over. */
async function doOne(context: RequestContext, { jobId, position, tenantId, object, action }: Item): Promise<unknown> {
  try {
    await context.write(async (tx) => {
      if (!(await settleItem(tx, { jobId, position, failure: null }))) return;
      let entry: number | null = null;
      const onEntry: RequestContext['onEntry'] = async (inTx, made) => {
        entry = made.sequence;
        await context.onEntry(inTx, made);
      };
      await perform(tx, { ...context, onEntry }, tenantId, object, action);
      if (entry !== null) await noteEntry(tx, { jobId, position, entry });
    });
    return null;
  } catch (error) {
    return error;
  }
}

/** What another write that came between has caused, or a fault of Compass: the same again may succeed. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'InternalError',
  'UnknownError',
  'ConcurrentOperation',
  'ConcurrentUpdate',
]);

async function failureOf(
  { read }: Pick<RequestContext, 'read'>,
  tenantId: string,
  object: BulkObject,
  error: unknown,
): Promise<Failure> {
  if (!(error instanceof CompassError))
    return { reason: 'FAILED', message: 'Compass could not do it: see the server log' };
  const { code, message } = error;
  if (passing.has(code)) return { reason: 'FAILED', message };
  const isGone = code === 'NotFound' && !(await isThere(read, tenantId, object));
  return { reason: isGone ? 'GONE' : 'REFUSED', message };
}

export async function requireJob(context: RequestContext, tenantId: string, id: string): Promise<JobRecord> {
  const job = await findJob(context.read, tenantId, id);
  if (!job) throw notFound(`There is no job with ID ${id}`);
  return job;
}

/** How far the job is. It is interrupted if something is open and nobody has moved it for half a minute. */
export async function describeJob({ read, clock }: Pick<RequestContext, 'read' | 'clock'>, job: JobRecord) {
  const { open, done, entered } = await countItems(read, job.id);
  const state =
    open === 0
      ? ('FINISHED' as const)
      : clock() - job.movedAt > lostAfterMs
        ? ('INTERRUPTED' as const)
        : ('RUNNING' as const);
  const undoable = isTakenBack(job.action) ? entered : 0;
  return { id: job.id, state, total: job.total, done, undoable, failures: await failuresOf(read, job) };
}

/** An entry names this many of the objects; each has one of its own. */
const mostNamed = 100;

/** The entry outlives the job, which it names: how many are done, and those that failed with their reasons. */
async function finish(tx: Tx, context: RequestContext, { id, tenantId, action, kind, objects }: NewJob): Promise<void> {
  const failures = await failuresOf(tx, { id, kind });
  const { done } = await countItems(tx, id);
  await record(tx, context, {
    tenantId,
    action: 'bulk.finished',
    objects: failures.slice(0, mostNamed).map(({ object }) => object),
    after: {
      ...{ job: id, action, kind, total: objects.length, done, failed: failures.length },
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
  const objects = asked.objects.map((object) => ({ ...object, undoes: null }));
  return runAnew(context, { id: context.newId(), tenantId, ...asked, objects });
}

/**
 * What a job has done, as the objects and the action of one that takes it back.
 * @throws InvalidData if it is still running, or has done nothing that can be taken back.
 */
export async function undoingOf(context: RequestContext, job: JobRecord) {
  const { state } = await describeJob(context, job);
  if (state === 'RUNNING') throw invalidData('the job is still running');
  const objects = isTakenBack(job.action) ? await objectsDone(context.read, job) : [];
  if (objects.length === 0) throw invalidData('nothing this job has done can be taken back');
  return { kind: job.kind, action: { name: 'undo' as const, action: job.action }, objects };
}

/** Begins a new job that takes back, row by row, what this one has done. @throws as `undoingOf`. */
export async function startUndo(context: RequestContext, job: JobRecord): Promise<JobRecord> {
  return runAnew(context, { id: context.newId(), tenantId: job.tenantId, ...(await undoingOf(context, job)) });
}

async function runAnew(context: RequestContext, job: NewJob): Promise<JobRecord> {
  await context.write((tx) => begin(tx, context, job));
  context.bulkJobs.run(context, job);
  return requireJob(context, job.tenantId, job.id);
}

/**
 * Begins a new job with what may succeed another time and, if this one was interrupted, with what was left.
 * @throws InvalidData if there is nothing of that, or it is still running.
 */
export async function continueJob(context: RequestContext, job: JobRecord): Promise<JobRecord> {
  const { state } = await describeJob(context, job);
  if (state === 'RUNNING') throw invalidData('the job is still running');
  const id = context.newId();
  const next = await context.write(async (tx) => {
    const { tenantId, kind, action } = job;
    const made: NewJob = { id, tenantId, kind, action, objects: await objectsLeft(tx, job) };
    if (made.objects.length === 0) throw invalidData('nothing of this job would succeed if it was tried again');
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
    objects: objects.slice(0, mostNamed).map(({ kind, id, name }) => ({ kind, id, name })),
    after: { action, kind, total: objects.length },
    touched: {},
    changesLandscape: false,
  });
}
