import type { RecordedEntry } from '../events/activity.ts';

export interface Named {
  id: string;
  name: string;
}

/** What is looked up for the Applications that are to be told. */
export interface Surroundings {
  runtime(id: string): Named;
  scenario(id: string): Named;
  /** Origins by which the Application is in the scenario now. */
  origins(applicationId: string, scenarioId: string): readonly string[];
  /** Runtimes it is connected to now. */
  connectedTo(applicationId: string): readonly string[];
  /** Where it sends its events now; empty without a Runtime or without a URL. */
  eventsURL(application: Named): string;
}

type Entry = Pick<RecordedEntry, 'action' | 'objects' | 'before' | 'after' | 'delta'> & {
  actor: Pick<RecordedEntry['actor'], 'type'>;
};
type Data = Record<string, unknown>;
type Kind = (application: Named, entry: Entry, around: Surroundings) => Data[];

const isAbout = ({ objects }: Entry, kind: string, id: string) =>
  objects.some((each) => each.kind === kind && each.id === id);

function connections(application: Named, { delta }: Entry) {
  const own = (list: readonly { applicationId: string; runtimeId: string }[] = []) =>
    list.filter(({ applicationId }) => applicationId === application.id).map(({ runtimeId }) => runtimeId);
  const ended = own(delta?.connections?.ended);
  const begun = own(delta?.connections?.begun);
  return { ended, begun, switched: ended.length === 1 && begun.length === 1 };
}

const switched: Kind = (application, entry, around) => {
  const { ended, begun, switched: both } = connections(application, entry);
  const [from = '', to = ''] = [ended[0], begun[0]];
  if (!both) return [];
  return [{ from: around.runtime(from), runtime: around.runtime(to), eventsURL: around.eventsURL(application) }];
};

const established: Kind = (application, entry, around) => {
  const { begun, switched: both } = connections(application, entry);
  if (both) return [];
  return begun.map((id) => ({ runtime: around.runtime(id), eventsURL: around.eventsURL(application) }));
};

const ended: Kind = (application, entry, around) => {
  const { ended: gone, switched: both } = connections(application, entry);
  return both ? [] : gone.map((id) => ({ runtime: around.runtime(id) }));
};

/** Scenarios the Application is in now and was not before, or the other way round, whatever it was in them by. */
const crossed =
  (way: 'joined' | 'left'): Kind =>
  ({ id }, entry, around) => {
    const rows = (entry.delta?.memberships ?? []).filter(({ kind }) => kind === 'APPLICATION');
    const scenarioIds = new Set(
      rows.filter(({ added, removed }) => added.includes(id) || removed.includes(id)).map((row) => row.scenarioId),
    );
    return [...scenarioIds].flatMap((scenarioId) => {
      const own = rows.filter((row) => row.scenarioId === scenarioId);
      const now = around.origins(id, scenarioId);
      const was =
        own.some(({ removed }) => removed.includes(id)) ||
        now.some((origin) => !own.some((row) => row.origin === origin && row.added.includes(id)));
      const matches = way === 'joined' ? now.length > 0 && !was : now.length === 0 && was;
      return matches ? [{ scenario: around.scenario(scenarioId) }] : [];
    });
  };

const record = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});

/** Facts with their labels beside them; of an entry about one label only that label. */
function flat(action: string, value: unknown): Data {
  const { labels, memberships: _memberships, connections: _connections, ...facts } = record(value);
  const prefixed = (all: Data) => Object.fromEntries(Object.entries(all).map(([key, each]) => [`labels.${key}`, each]));
  return action.startsWith('label.') ? prefixed(facts) : { ...facts, ...prefixed(record(labels)) };
}

/** Names of what differs, sorted; never values, which may be none of the receiver's business. */
function changedFields({ action, before, after }: Entry): string[] {
  const [was, is] = [flat(action, before), flat(action, after)];
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name])).sort();
}

const runtimeActions: ReadonlySet<string> = new Set(['runtime.updated', 'label.set', 'label.deleted']);

/** The Runtime whose configuration an entry changes. */
const configuredRuntime = ({ action, objects }: Pick<Entry, 'action' | 'objects'>): string | null =>
  runtimeActions.has(action) ? (objects.find(({ kind }) => kind === 'RUNTIME')?.id ?? null) : null;

const runtimeUpdated: Kind = (application, entry, around) => {
  const id = configuredRuntime(entry);
  if (id === null || !around.connectedTo(application.id).includes(id)) return [];
  const changed = changedFields(entry).filter((name) => name !== 'statusCondition');
  if (changed.length === 0) return [];
  return [{ runtime: around.runtime(id), changed, eventsURL: around.eventsURL(application) }];
};

const ofApplication = /^(application\.updated|(label|package|apiDefinition|eventDefinition|document)\.\w+)$/;

const certificateAction = /^certificate\.(overdue|critical|expired)$/;

/** The Runtime whose certificate nears its end or has reached it. */
const expiringRuntime = ({ action, objects }: Pick<Entry, 'action' | 'objects'>): string | null =>
  certificateAction.test(action) ? (objects.find(({ kind }) => kind === 'RUNTIME')?.id ?? null) : null;

/** The Runtime whose connected Applications an entry may concern. */
export const concernedRuntime = (entry: Pick<Entry, 'action' | 'objects'>): string | null =>
  configuredRuntime(entry) ?? expiringRuntime(entry);

/** Of the Application's own certificate, or of that of a Runtime it is connected to. */
const certificate =
  (action: string): Kind =>
  ({ id }, entry, around) => {
    if (entry.action !== action) return [];
    const { serial, notAfter } = record(entry.after);
    const facts = { serial, notAfter: new Date(Number(notAfter)).toISOString() };
    const runtimeId = expiringRuntime(entry);
    if (runtimeId === null) return isAbout(entry, 'APPLICATION', id) ? [{ runtime: null, certificate: facts }] : [];
    if (!around.connectedTo(id).includes(runtimeId)) return [];
    return [{ runtime: around.runtime(runtimeId), certificate: facts }];
  };

const applicationUpdated: Kind = ({ id }, entry) => {
  const { action, objects, before, after } = entry;
  if (!ofApplication.test(action) || !isAbout(entry, 'APPLICATION', id)) return [];
  const both = action === 'application.updated' || action.startsWith('label.') || (before && after);
  const changed = both ? changedFields(entry) : [];
  if (both && changed.length === 0) return [];
  const object = objects.at(-1);
  return [{ change: action, changed, object: object && { kind: object.kind, id: object.id, name: object.name } }];
};

function credentials({ objects, before, after }: Entry, around: Surroundings): Data {
  const { instanceAuthID, runtimeID } = record(after ?? before);
  const found = objects.find(({ kind }) => kind === 'PACKAGE');
  return {
    instanceAuthID,
    package: found && { id: found.id, name: found.name },
    runtime: typeof runtimeID === 'string' ? around.runtime(runtimeID) : null,
  };
}

const requested: Kind = ({ id }, entry, around) =>
  entry.action === 'instanceAuth.requested' && isAbout(entry, 'APPLICATION', id)
    ? [{ ...credentials(entry, around), condition: record(entry.after)['condition'] }]
    : [];

/** A Runtime gives credentials back; with a default auth they are deleted at once (director.md 14.2). */
const unused: Kind = ({ id }, entry, around) => {
  const { action, actor } = entry;
  const deleted = action === 'instanceAuth.deleted' && actor.type === 'RUNTIME';
  if (!isAbout(entry, 'APPLICATION', id) || !(deleted || action === 'instanceAuth.unused')) return [];
  return [{ ...credentials(entry, around), deleted }];
};

export const isUnregistered = ({ action, objects }: Pick<Entry, 'action' | 'objects'>, id: string): boolean =>
  action === 'application.unregistered' && objects.some((each) => each.kind === 'APPLICATION' && each.id === id);

const unregistered: Kind = ({ id }, entry) => (isUnregistered(entry, id) ? [{}] : []);

/** Unless it says more than that the Application is gone. */
const whileRegistered =
  (kind: Kind): Kind =>
  (application, entry, around) =>
    isUnregistered(entry, application.id) ? [] : kind(application, entry, around);

/** Every event there is, in the order in which those of one entry are delivered. A new one is a line here. */
const kinds: readonly { type: string; of: Kind }[] = [
  { type: 'compass.scenario.left.v1', of: whileRegistered(crossed('left')) },
  { type: 'compass.scenario.joined.v1', of: crossed('joined') },
  { type: 'compass.connection.ended.v1', of: ended },
  { type: 'compass.connection.established.v1', of: established },
  { type: 'compass.connection.switched.v1', of: switched },
  { type: 'compass.runtime.updated.v1', of: runtimeUpdated },
  { type: 'compass.credentials.requested.v1', of: requested },
  { type: 'compass.credentials.unused.v1', of: unused },
  { type: 'compass.certificate.overdue.v1', of: certificate('certificate.overdue') },
  { type: 'compass.certificate.critical.v1', of: certificate('certificate.critical') },
  { type: 'compass.certificate.expired.v1', of: certificate('certificate.expired') },
  { type: 'compass.application.updated.v1', of: applicationUpdated },
  { type: 'compass.application.unregistered.v1', of: unregistered },
];

export interface EventContent {
  type: string;
  data: Data;
}

/** What an entry has to tell one Application. Never a secret, nothing the Application may not know. */
export const eventsFor = (application: Named, entry: Entry, around: Surroundings): EventContent[] =>
  kinds.flatMap(({ type, of }) =>
    of(application, entry, around).map((data) => ({ type, data: { application, ...data } })),
  );

export const testEvent = (application: Named, webhookID: string): EventContent => ({
  type: 'compass.webhook.test.v1',
  data: { application, webhookID },
});

export interface Envelope extends EventContent {
  id: string;
  source: string;
  /** Id of the Application. */
  subject: string;
  at: number;
}

/** The tenant of an installation, as its console addresses it. */
export const sourceOf = (consoleURL: string, externalTenantId: string): string =>
  `${consoleURL}/t/${encodeURIComponent(externalTenantId)}`;

/** A CloudEvent in structured JSON (CloudEvents 1.0, JSON format). */
export const cloudEvent = ({ id, source, subject, at, type, data }: Envelope) => ({
  specversion: '1.0',
  id,
  source,
  type,
  subject,
  time: new Date(at).toISOString(),
  datacontenttype: 'application/json',
  data,
});

export type CloudEvent = ReturnType<typeof cloudEvent>;
