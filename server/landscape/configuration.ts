import { listApplications } from '../director/application.store.ts';
import type { ApplicationRecord } from '../director/application.ts';
import { readReach } from '../director/ownership.ts';
import { findRuntime } from '../director/runtime.store.ts';
import { type RequestContext, tenantOf } from '../graphql/context.ts';
import { invalidData, notFound } from '../shared/errors.ts';
import { isUuid } from '../shared/ids.ts';
import type { PageRequest } from '../shared/page.ts';
import { apply } from './changes.ts';
import { availableApplications, connectedApplications } from './claim.store.ts';
import { connectedPairs, pairKey } from './connection.store.ts';
import { lockLandscape, readTenant } from './facts.store.ts';

interface Rows {
  rows: ApplicationRecord[];
  totalCount: number;
}

/**
 * What a Runtime is configured with (director.md 11, product.md 4). A Runtime that asks for itself is connected to what
 * is available to it and gets what it is connected to; anyone else gets all that share a scenario with it.
 * @throws NotFound without the Runtime, or if a Runtime asks for another one.
 */
export async function applicationsForRuntime(
  context: RequestContext,
  runtimeId: string,
  page: PageRequest,
): Promise<Rows> {
  const { consumer, read } = context;
  const tenantId = tenantOf(consumer);
  if (!isUuid(runtimeId)) throw invalidData(`while converting runtimeID to UUID: invalid UUID: ${runtimeId}`);
  if (!(await findRuntime(read, readReach(consumer, tenantId), runtimeId))) {
    throw notFound('while getting all Application for Runtime: runtime does not exist');
  }
  if (consumer.type === 'RUNTIME') return fetchOwn(context, tenantId, runtimeId, page);
  const reach = { tenantId, application: null, sharingWith: runtimeId, runtime: null };
  return listApplications(read, reach, [], page);
}

async function fetchOwn(
  context: RequestContext,
  tenantId: string,
  runtimeId: string,
  page: PageRequest,
): Promise<Rows> {
  const at = context.clock();
  try {
    await claim(context, tenantId, runtimeId);
    const answer = await connectedApplications(context.read, tenantId, runtimeId, page);
    context.contacts.fetch(runtimeId, true, at);
    for (const { id } of answer.rows) context.learn(connectedPairs, pairKey(id, runtimeId), true);
    return answer;
  } catch (error) {
    context.contacts.fetch(runtimeId, false, at);
    throw error;
  }
}

/** Connects the Runtime to what is available. Opens a write transaction only if there is something: polling never writes. */
async function claim(context: RequestContext, tenantId: string, runtimeId: string): Promise<void> {
  const tenant = await readTenant(context.read, tenantId);
  if ((await availableApplications(context.read, tenant, runtimeId)).length === 0) return;
  await context.write(async (tx) => {
    const locked = await lockLandscape(tx, tenantId);
    const available = await availableApplications(tx, locked, runtimeId);
    if (available.length === 0) return;
    const changes = available.map((applicationID) => ({ connect: { applicationID, runtimeID: runtimeId } }));
    await apply(tx, context, tenantId, changes, {
      action: 'connection.claimed',
      expectedVersion: null,
      startedBy: 'RUNTIME',
    });
  });
}

/**
 * Where an Application sends its events: the URL its Runtime announced, with the path of the Application
 * (director.md 12). `""` without a Runtime or without a URL.
 */
export function eventsUrlFor(applicationName: string, announced: unknown): string {
  if (typeof announced !== 'string' || announced === '') return '';
  if (!URL.canParse(announced)) return announced;
  const url = new URL(announced);
  if (url.host === '') return announced;
  url.pathname = `/${applicationName}/v1/events`;
  return url.toString();
}
