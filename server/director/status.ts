import type { Read, Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { connectApplicationStatus, findApplication } from './application.store.ts';
import type { Acting } from './labelling.ts';
import { readReach } from './ownership.ts';
import { connectRuntimeStatus, findRuntime } from './runtime.store.ts';

interface Asking extends Omit<Acting, 'settings'> {
  read: Read;
  write<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
}

/**
 * Makes the status of the Application or Runtime that asks CONNECTED, in a transaction of its own (director.md 10.3). To
 * be called before executing each authenticated request; `RequestContext` fits. It costs one read while the status is
 * CONNECTED and nothing for people. A failure is for the caller to log: the request goes on regardless.
 */
export async function markConnected(context: Asking): Promise<void> {
  const { consumer } = context;
  const { id, tenantId, type: kind } = consumer;
  if (tenantId === null || (kind !== 'APPLICATION' && kind !== 'RUNTIME')) return;
  const find = kind === 'APPLICATION' ? findApplication : findRuntime;
  const own = await find(context.read, readReach(consumer, tenantId), id);
  if (!own || own.statusCondition === 'CONNECTED') return;
  const connect = kind === 'APPLICATION' ? connectApplicationStatus : connectRuntimeStatus;
  await context.write(async (tx) => {
    const changed = await connect(tx, { tenantId, id, at: context.clock() });
    if (!changed) return;
    await record(tx, context, {
      tenantId,
      action: kind === 'APPLICATION' ? 'application.statusChanged' : 'runtime.statusChanged',
      objects: [{ kind, id, name: changed.name }],
      before: { statusCondition: own.statusCondition },
      after: { statusCondition: changed.statusCondition },
      touched: kind === 'APPLICATION' ? { applicationIds: [id] } : { runtimeIds: [id] },
      changesLandscape: false,
    });
  });
}
