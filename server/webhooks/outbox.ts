import type { Tx } from '../db/database.ts';
import { externalIdOf } from '../director/tenant.store.ts';
import type { EntryListener, RecordedEntry } from '../events/activity.ts';
import { eventsUrlFor } from '../landscape/configuration.ts';
import { connectionsOf, eventsUrls } from '../landscape/connection.store.ts';
import type { NewId } from '../shared/ids.ts';
import type { Settings } from '../shared/settings.ts';
import { type DeliveryRecord, enqueue } from './delivery.store.ts';
import {
  type CloudEvent,
  cloudEvent,
  concernedRuntime,
  eventsFor,
  isUnregistered,
  type Named,
  type Surroundings,
  sourceOf,
} from './event.ts';
import { applicationsConnectedTo, membershipOrigins, runtimeNames, scenarioNamesOf } from './outbox.store.ts';
import { retireWebhooks, webhooksOf } from './webhook.store.ts';
import type { WebhookRecord } from './webhook.ts';

/** A delivery that waits for its first attempt. */
export const newDelivery = (
  { id: webhookId, tenantId, applicationId }: WebhookRecord,
  event: CloudEvent,
  { id, sequence, position, at }: { id: string; sequence: number; position: number; at: number },
): DeliveryRecord => ({
  id,
  tenantId,
  webhookId,
  applicationId,
  eventId: event.id,
  type: event.type,
  sequence,
  position,
  body: JSON.stringify(event),
  state: 'PENDING',
  attempts: [],
  nextAttemptAt: null,
  createdAt: at,
  waitingSince: at,
  endedAt: null,
});

/** Applications an entry may have something to tell. */
async function concerned(tx: Tx, { tenantId, delta, ...entry }: RecordedEntry): Promise<string[]> {
  const ids = new Set<string>();
  for (const { kind, id } of entry.objects) if (kind === 'APPLICATION') ids.add(id);
  for (const { kind, added, removed } of delta?.memberships ?? []) {
    if (kind === 'APPLICATION') for (const id of [...added, ...removed]) ids.add(id);
  }
  const { begun = [], ended = [] } = delta?.connections ?? {};
  for (const { applicationId } of [...begun, ...ended]) ids.add(applicationId);
  const runtimeId = concernedRuntime(entry);
  if (runtimeId !== null) for (const id of await applicationsConnectedTo(tx, tenantId, runtimeId)) ids.add(id);
  return [...ids];
}

/** Names as they are, or as they were of what the entry removes. */
function namer(entry: RecordedEntry, present: readonly Named[]): (id: string) => Named {
  const changed = [...(entry.delta?.runtimes ?? []), ...(entry.delta?.scenarios ?? [])];
  const former = changed.map(({ id, before }): [string, string] => [id, before?.name ?? '']);
  const names = new Map([
    ...former,
    ...entry.objects.map(({ id, name }): [string, string] => [id, name]),
    ...present.map(({ id, name }): [string, string] => [id, name]),
  ]);
  return (id) => ({ id, name: names.get(id) ?? '' });
}

async function surroundings(tx: Tx, entry: RecordedEntry, applicationIds: string[]): Promise<Surroundings> {
  const { tenantId, delta, objects } = entry;
  const told = new Set(applicationIds);
  const scenarioIds = (delta?.memberships ?? []).map(({ scenarioId }) => scenarioId);
  const origins = scenarioIds.length > 0 ? await membershipOrigins(tx, tenantId, told) : [];
  const connected = await connectionsOf(tx, applicationIds);
  const urls = await eventsUrls(tx, applicationIds);
  const { runtimeID } = { runtimeID: undefined, ...((entry.after ?? entry.before) as object | null) };
  const { begun = [], ended = [] } = delta?.connections ?? {};
  const runtimeIds = [
    ...[...begun, ...ended].filter(({ applicationId }) => told.has(applicationId)).map(({ runtimeId }) => runtimeId),
    ...objects.filter(({ kind }) => kind === 'RUNTIME').map(({ id }) => id),
    ...(typeof runtimeID === 'string' ? [runtimeID] : []),
  ];
  return {
    runtime: namer(entry, await runtimeNames(tx, tenantId, runtimeIds)),
    scenario: namer(entry, await scenarioNamesOf(tx, tenantId, scenarioIds)),
    origins: (objectId, scenarioId) =>
      origins.filter((row) => row.objectId === objectId && row.scenarioId === scenarioId).map(({ origin }) => origin),
    connectedTo: (id) => (connected.get(id) ?? []).map(({ runtimeId }) => runtimeId),
    eventsURL: ({ id, name }) => eventsUrlFor(name, urls.get(id)),
  };
}

/**
 * Writes what an entry has to tell Applications into the outbox, in the transaction of the entry. A tenant without webhooks
 * costs no statement: `record` has read their number with the entry's own.
 */
export const createOutbox =
  ({ newId, settings }: { newId: NewId; settings: Pick<Settings, 'consoleURL'> }): EntryListener =>
  async (tx, entry) => {
    if (entry.webhookCount === 0) return;
    const { tenantId, sequence, at } = entry;
    const webhooks = await webhooksOf(tx, await concerned(tx, entry));
    if (webhooks.size === 0) return;
    const around = await surroundings(tx, entry, [...webhooks.keys()]);
    const rows: DeliveryRecord[] = [];
    let source = '';
    for (const [id, own] of webhooks) {
      const application = { id, name: own[0]?.applicationName ?? '' };
      for (const content of eventsFor(application, entry, around)) {
        source ||= sourceOf(settings.consoleURL, await externalIdOf(tx, tenantId));
        const event = cloudEvent({ id: newId(), source, subject: id, at, ...content });
        for (const webhook of own) {
          rows.push(newDelivery(webhook, event, { id: newId(), sequence, position: rows.length, at }));
        }
      }
      if (isUnregistered(entry, id)) await retireWebhooks(tx, tenantId, id, at);
    }
    await enqueue(tx, rows, at);
  };
