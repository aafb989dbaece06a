import { randomBytes, randomUUID } from 'node:crypto';
import { eq, isNull } from 'drizzle-orm';
import { addCertificate } from '../connector/certificates/certificate.store.ts';
import { clientById, markConnected } from '../connector/identity.store.ts';
import { recordOf } from '../connector/operations.ts';
import { spendToken } from '../connector/tokens/token.store.ts';
import { certificates, oneTimeTokens } from '../db/tables/connector.tables.ts';
import { systemAuths } from '../db/tables/director.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { record } from '../events/activity.ts';
import { journal } from '../events/delta.ts';
import { hour } from '../shared/clock.ts';
import { sha256 } from '../shared/ids.ts';
import type { Api } from './api.ts';
import { runtimeConsumer } from './landscapeWords.ts';

/** Numbers drawn at random; each step takes from them what it needs. */
export interface Draw {
  /** One of the list; undefined of an empty one. */
  of<T>(list: readonly T[]): T | undefined;
  /** Some of the list, each at most once. */
  some<T>(list: readonly T[]): T[];
}

interface Seen {
  version: number;
  scenarios: { name: string }[];
  applications: { id: string; name: string }[];
  runtimes: { id: string; name: string }[];
  connections: { applicationID: string; runtimeID: string }[];
}

interface World {
  api: Api;
  draw: Draw;
  seen: Seen;
  /** Runs a mutation that may be refused; never with an unexpected error. */
  mutate(operation: string, variables?: Record<string, unknown>): Promise<void>;
}

const names = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff'];
const scenarioNames = ['campaign', 'marketing', 'sales'];
const values = ['eu', 'us'];
const types: Record<string, string> = {
  id: 'ID!',
  a: 'ID!',
  r: 'ID!',
  name: 'String!',
  other: 'String!',
  key: 'String!',
  text: 'String!',
  value: 'Any!',
  labels: 'Labels',
  condition: 'RuntimeStatusCondition',
  schema: 'JSONSchema',
  version: 'Int!',
  changes: '[LandscapeChangeInput!]!',
  serial: 'String!',
};

/** A mutation with the variables it mentions declared. */
export const mutationOf = (operation: string) => {
  const used = Object.keys(types).filter((key) => new RegExp(`\\$${key}\\b`).test(operation));
  const declared = used.map((key) => `$${key}: ${types[key]}`).join(', ');
  return `mutation ${declared && `(${declared})`} { r: ${operation} { __typename } }`;
};

const nowhere = randomUUID();
const all = ({ scenarios }: Seen) => scenarios.map(({ name }) => name);
const labelsFrom = ({ draw, seen }: World) => ({
  ...(draw.of([true, false]) && { region: draw.of(values) }),
  ...(draw.of([true, false]) && { scenarios: draw.some(all(seen)) }),
});
const pairFrom = ({ draw, seen }: World) => ({
  a: draw.of(seen.applications)?.id ?? nowhere,
  r: draw.of(seen.runtimes)?.id ?? nowhere,
});
const member = ({ draw, seen }: World) => draw.of([...seen.applications, ...seen.runtimes])?.id ?? nowhere;

async function credentialOf({ api, draw, seen }: World, kind: 'RUNTIME') {
  const { read } = api.platform.database;
  const ownerId = draw.of(seen.runtimes)?.id ?? nowhere;
  const own = await read.select().from(systemAuths).where(eq(systemAuths.ownerId, ownerId)).orderBy(systemAuths.id);
  const auth = draw.of(own.filter(({ ownerKind }) => ownerKind === kind));
  return auth && (await clientById(read, api.tenantId, auth.id));
}

/** As the Connector does it, without a signature. */
async function issueCertificate(world: World): Promise<void> {
  const { api, draw } = world;
  const client = await credentialOf(world, 'RUNTIME');
  if (!client) return;
  const { database, clock } = api.platform;
  await database.write(async (tx) => {
    const serial = randomBytes(16).toString('hex');
    const now = clock();
    await addCertificate(tx, {
      sha256: sha256(serial),
      serial,
      tenantId: client.tenantId,
      clientId: client.clientId,
      ownerKind: client.kind,
      ownerId: client.ownerId,
      ownerName: client.ownerName,
      subject: 'CN=x',
      issuer: 'CN=y',
      keyType: 'ECDSA P-256',
      issuedBy: 'TOKEN',
      pem: '',
      issuedAt: now,
      notBefore: now - hour,
      notAfter: now + (draw.of([1, 30, 1000]) ?? 1) * hour,
    });
    await recordOf(tx, api.platform, { client, action: 'certificate.issued', correlationId: randomUUID() });
  });
}

async function spend(world: World): Promise<void> {
  const { api, draw } = world;
  const { database, clock } = api.platform;
  const tokens = await database.read.select().from(oneTimeTokens).where(isNull(oneTimeTokens.usedAt));
  const token = draw.of(tokens);
  if (!token) return;
  await database.write(async (tx) => {
    const spent = await spendToken(tx, token, clock());
    const client = spent && (await clientById(tx, spent.tenantId, spent.clientId));
    if (client) await recordOf(tx, api.platform, { client, action: 'token.used', correlationId: randomUUID() });
  });
}

async function becomeConnected(world: World): Promise<void> {
  const client = await credentialOf(world, 'RUNTIME');
  if (!client) return;
  const { platform } = world.api;
  await platform.database.write(async (tx) => {
    if (!(await markConnected(tx, client, platform.clock()))) return;
    await recordOf(tx, platform, { client, action: 'runtime.statusChanged', correlationId: randomUUID() });
  });
}

/** No operation sets the policy yet; whoever adds one has to note it like this. */
async function setPolicy({ api, draw }: World): Promise<void> {
  const { database, ...platform } = api.platform;
  const { tenantId } = api;
  const connectionPolicy = draw.of(['EXCLUSIVE', 'SHARED'] as const) ?? 'EXCLUSIVE';
  await database.write(async (tx) => {
    const [before] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
    await tx.update(tenants).set({ connectionPolicy }).where(eq(tenants.id, tenantId));
    journal(tx, tenantId).connectionPolicy(before!.connectionPolicy, connectionPolicy);
    const recorder = { ...platform, consumer: null, correlationId: randomUUID() };
    const action = 'connectionPolicy.set';
    await record(tx, recorder, { tenantId, action, objects: [], changesLandscape: true });
  });
}

async function revoke(world: World): Promise<void> {
  const { api, draw, mutate } = world;
  const rows = await api.platform.database.read.select().from(certificates).orderBy(certificates.serial);
  await mutate('revokeCertificates(serials: [$serial])', { serial: draw.of(rows)?.serial ?? 'none' });
}

async function applyChanges(world: World): Promise<void> {
  const { draw, seen, mutate } = world;
  const change = () => {
    const membership = { objectID: member(world), scenario: draw.of(all(seen)) ?? 'none' };
    const { a: applicationID, r: runtimeID } = pairFrom(world);
    const pair = { applicationID, runtimeID };
    return draw.of([
      { addToScenario: membership },
      { removeFromScenario: membership },
      { connect: pair },
      { switch: pair },
      { disconnect: draw.of(seen.connections) ?? pair },
    ]);
  };
  const changes = draw.of([[change()], [change(), change()]]);
  await mutate('applyChanges(expectedVersion: $version, changes: $changes)', { version: seen.version, changes });
}

async function claim({ api, draw, seen }: World): Promise<void> {
  const id = draw.of(seen.runtimes)?.id;
  if (id === undefined) return;
  const fetch = 'query ($id: ID!) { applicationsForRuntime(runtimeID: $id) { totalCount } }';
  await api.data(fetch, { id }, runtimeConsumer(api, id));
}

const application = (world: World) => world.draw.of(world.seen.applications)?.id ?? nowhere;
const runtime = (world: World) => world.draw.of(world.seen.runtimes)?.id ?? nowhere;
const name = ({ draw }: World) => draw.of(names)!;
const scenario = ({ draw, seen }: World) => draw.of([...all(seen), ...scenarioNames])!;
const condition = ({ draw }: World) => draw.of(['INITIAL', 'FAILED', 'CONNECTED']);
const rule = (world: World) => ({ name: scenario(world), key: 'region', text: world.draw.of(values) });

/** Everything that can change a landscape. Where something has to be there first, steps that make it come twice. */
export const steps: Readonly<Record<string, (world: World) => Promise<void>>> = {
  registerApplication: (w) =>
    w.mutate('registerApplication(in: { name: $name, labels: $labels })', { name: name(w), labels: labelsFrom(w) }),
  registerApplicationFromTemplate: (w) =>
    w.mutate(
      'registerApplicationFromTemplate(in: { templateName: "tt", values: [{ placeholder: "nn", value: $name }] })',
      { name: name(w) },
    ),
  updateApplication: (w) =>
    w.mutate('updateApplication(id: $id, in: { description: $name, providerName: $other })', {
      id: application(w),
      name: name(w),
      other: name(w),
    }),
  unregisterApplication: (w) => w.mutate('unregisterApplication(id: $id)', { id: application(w) }),
  setApplicationScenarios: (w) =>
    w.mutate('setApplicationLabel(applicationID: $id, key: "scenarios", value: $value)', {
      id: application(w),
      value: w.draw.some(all(w.seen)),
    }),
  setApplicationLabel: (w) =>
    w.mutate('setApplicationLabel(applicationID: $id, key: "region", value: $value)', {
      id: application(w),
      value: w.draw.of(values),
    }),
  deleteApplicationLabel: (w) =>
    w.mutate('deleteApplicationLabel(applicationID: $id, key: $key)', {
      id: application(w),
      key: w.draw.of(['scenarios', 'region']),
    }),
  registerRuntime: (w) =>
    w.mutate('registerRuntime(in: { name: $name, labels: $labels })', { name: name(w), labels: labelsFrom(w) }),
  registerAnotherRuntime: (w) =>
    w.mutate('registerRuntime(in: { name: $name, labels: $labels })', { name: name(w), labels: labelsFrom(w) }),
  updateRuntime: (w) =>
    w.mutate('updateRuntime(id: $id, in: { name: $name, labels: $labels, statusCondition: $condition })', {
      id: runtime(w),
      name: name(w),
      labels: labelsFrom(w),
      condition: condition(w),
    }),
  unregisterRuntime: (w) => w.mutate('unregisterRuntime(id: $id)', { id: runtime(w) }),
  setRuntimeScenarios: (w) =>
    w.mutate('setRuntimeLabel(runtimeID: $id, key: "scenarios", value: $value)', {
      id: runtime(w),
      value: w.draw.some(all(w.seen)),
    }),
  setRuntimeLabel: (w) =>
    w.mutate('setRuntimeLabel(runtimeID: $id, key: "region", value: $value)', {
      id: runtime(w),
      value: w.draw.of(values),
    }),
  deleteRuntimeLabel: (w) =>
    w.mutate('deleteRuntimeLabel(runtimeID: $id, key: $key)', {
      id: runtime(w),
      key: w.draw.of(['scenarios', 'region']),
    }),
  createRule: (w) =>
    w.mutate(
      'createAutomaticScenarioAssignment(in: { scenarioName: $name, selector: { key: $key, value: $text } })',
      rule(w),
    ),
  deleteRule: async (w) => {
    const answer = await w.api.data('{ automaticScenarioAssignments { data { scenarioName } } }');
    const name = w.draw.of<{ scenarioName: string }>(answer['automaticScenarioAssignments'].data)?.scenarioName;
    await w.mutate('deleteAutomaticScenarioAssignmentForScenario(scenarioName: $name)', { name: name ?? 'none' });
  },
  createApplicationRule: (w) =>
    w.mutate(
      'createScenarioRule(in: { scenario: $name, selector: { key: $key, value: $text }, matches: [APPLICATION] })',
      rule(w),
    ),
  deleteEveryRule: (w) => w.mutate('deleteScenarioRule(scenario: $name)', { name: scenario(w) }),
  deleteRules: (w) =>
    w.mutate('deleteAutomaticScenarioAssignmentsForSelector(selector: { key: $key, value: $text })', rule(w)),
  createScenario: (w) => w.mutate('createScenario(name: $name)', { name: scenario(w) }),
  createAnotherScenario: (w) => w.mutate('createScenario(name: $name)', { name: scenario(w) }),
  renameScenario: (w) =>
    w.mutate('renameScenario(name: $name, newName: $other)', { name: scenario(w), other: `${scenario(w)}-new` }),
  deleteScenario: (w) => w.mutate('deleteScenario(name: $name)', { name: scenario(w) }),
  updateScenarios: (w) =>
    w.mutate('updateLabelDefinition(in: { key: "scenarios", schema: $schema })', {
      schema: JSON.stringify({
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: {
          type: 'string',
          pattern: '^[A-Za-z0-9]([-_A-Za-z0-9\\s]*[A-Za-z0-9])$',
          maxLength: 128,
          enum: [...new Set(['default', ...w.draw.some([...all(w.seen), ...scenarioNames])])],
        },
      }),
    }),
  deleteLabels: (w) => w.mutate('deleteLabelDefinition(key: "region", deleteRelatedLabels: true)'),
  applyChanges,
  applyMoreChanges: applyChanges,
  connect: (w) => w.mutate('connectApplication(applicationID: $a, runtimeID: $r)', pairFrom(w)),
  switchConnection: (w) => w.mutate('switchConnection(applicationID: $a, runtimeID: $r)', pairFrom(w)),
  disconnect: (w) =>
    w.mutate('disconnectApplication(applicationID: $a)', {
      a: w.draw.of(w.seen.connections)?.applicationID ?? application(w),
    }),
  setEventing: (w) =>
    w.mutate('setDefaultEventingForApplication(appID: $other, runtimeID: $name)', {
      other: application(w),
      name: runtime(w),
    }),
  deleteEventing: (w) => w.mutate('deleteDefaultEventingForApplication(appID: $name)', { name: application(w) }),
  claim,
  claimAgain: claim,
  loadExample: (w) => w.mutate('loadExampleLandscape'),
  requestToken: (w) => w.mutate('requestOneTimeTokenForRuntime(id: $id)', { id: runtime(w) }),
  requestAnotherToken: (w) => w.mutate('requestOneTimeTokenForRuntime(id: $id)', { id: runtime(w) }),
  spend,
  issueCertificate,
  issueAnotherCertificate: issueCertificate,
  becomeConnected,
  revoke,
  deleteIdentity: async (w) => {
    const client = await credentialOf(w, 'RUNTIME');
    await w.mutate('deleteSystemAuthForRuntime(authID: $id)', { id: client?.clientId ?? nowhere });
  },
  report: async ({ api, draw, seen }) => {
    const id = draw.of(seen.runtimes)?.id;
    if (id === undefined) return;
    const scopes = new Set(['runtime:report']);
    const state = draw.of(['FAILED', 'SYNCHRONIZED']);
    const text = `mutation { reportRuntimeStatus(in: { state: ${state} }) { __typename } }`;
    await api.data(text, {}, { ...runtimeConsumer(api, id), scopes });
  },
  setPolicy,
};
