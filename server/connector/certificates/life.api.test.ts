import { X509Certificate } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { graphql } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { createContext } from '../../graphql/context.ts';
import { createDirectorSchema } from '../../graphql/schema.ts';
import { allScopes } from '../../graphql/scopes.ts';
import { day } from '../../shared/clock.ts';
import { sha256 } from '../../shared/ids.ts';
import {
  announced,
  base64,
  keyPem,
  newKeys,
  pair,
  requestPem,
  signed,
  signMutation,
} from '../../testing/certificates.ts';
import { configuration, nobody, refused } from '../../testing/connectorWords.ts';
import { databases } from '../../testing/databases.ts';
import { type Credentials, type Gateways, keptAlive, type Machine, openGateways } from '../../testing/gateways.ts';
import { generateAuthority, parseAuthority } from '../authorities/authority.ts';
import type { ConnectorContext } from '../connectorContext.ts';
import { clientById } from '../identity.store.ts';
import { issueFor } from '../operations.ts';
import { revokeCertificate } from './certificate.store.ts';

const schema = createDirectorSchema();
let gateways: Gateways;
let machine: Machine;
let count = 0;

async function ask(source: string, variableValues: Record<string, unknown> = {}): Promise<any> {
  const consumer = { type: 'USER', id: 'ada', name: 'Ada', tenantId: machine.tenantId, scopes: allScopes } as const;
  const contextValue = createContext(gateways.platform, consumer);
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
  expect(errors).toBeUndefined();
  return data;
}
const serialOf = ({ cert }: Credentials) =>
  new X509Certificate(String(cert)).serialNumber.toLowerCase().padStart(32, '0');
const hashOf = ({ cert }: Credentials) => sha256(new X509Certificate(String(cert)).raw);
const listed = async (): Promise<any[]> => {
  const fields = `serial state revocationReason issuedBy renewalFailedAt
    replaces { serial } replacedBy { serial } clientID owner { id }
    subjectAlternativeNames chain { subject fingerprint keyType isRoot }`;
  const query = `query ($id: ID) { certificates(ownerID: $id) { data { ${fields} } } }`;
  return (await ask(query, { id: machine.ownerId })).certificates.data;
};
const certificate = async (credentials: Credentials) =>
  (await listed()).find(({ serial }) => serial === serialOf(credentials));
async function renew(credentials: Credentials): Promise<Credentials> {
  gateways.ahead += 1;
  const keys = await newKeys();
  const csr = base64(await requestPem(keys, announced(machine.clientId)));
  const answer = await gateways.connect(signMutation(csr), { credentials });
  return { cert: signed(answer).chain, key: await keyPem(keys) };
}
/** As `requestOneTimeTokenForRuntime` makes one. */
async function anotherClient(): Promise<string> {
  const clientId = crypto.randomUUID();
  const { ownerId, kind: ownerKind, tenantId } = machine;
  await gateways.database.write(async (tx) => {
    await tx.insert(systemAuths).values({ id: clientId, tenantId, ownerKind, ownerId, createdAt: 0 });
  });
  return clientId;
}
const use = async (credentials: Credentials, more: object = {}) => {
  const answer = await gateways.connect(configuration, { credentials, ...more });
  await gateways.platform.contacts.flush();
  return answer;
};

describe.each(databases)('the life of a certificate on $name', ({ open }) => {
  beforeAll(async () => {
    gateways = await openGateways({}, open, schema);
  });
  afterAll(() => gateways.close());
  beforeEach(async () => {
    gateways.ahead += 1;
    count += 1;
    machine = await gateways.addMachine('RUNTIME', `runtime-${count}`);
  });

  test('a chain of renewals names who took whose place; what is replaced is superseded once the new one is used', async () => {
    const first = await pair(gateways, machine);
    const second = await renew(first);
    const third = await renew(second);
    expect(await certificate(first)).toMatchObject({
      replaces: null,
      replacedBy: [{ serial: serialOf(second) }],
      state: 'HEALTHY',
      subjectAlternativeNames: [],
      chain: [{ subject: 'O=Compass, CN=Compass Client CA 1', keyType: 'ECDSA P-256', isRoot: true }],
    });
    expect(await certificate(second)).toMatchObject({
      replaces: { serial: serialOf(first) },
      replacedBy: [{ serial: serialOf(third) }],
    });
    expect(await certificate(third)).toMatchObject({ replaces: { serial: serialOf(second) }, replacedBy: [] });
    await use(second);
    expect(await certificate(first)).toMatchObject({ state: 'SUPERSEDED' });
    expect(await certificate(second)).toMatchObject({ state: 'HEALTHY' });
    await use(third);
    expect(await certificate(second)).toMatchObject({ state: 'SUPERSEDED' });
  });

  test('a refused renewal makes it overdue, once in the log, until a renewal succeeds', async () => {
    const credentials = await pair(gateways, machine);
    const csr = base64(await requestPem(await newKeys(), announced('somebody-else')));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await gateways.connect(signMutation(csr), { credentials });
      expect(answer.body.errors[0].message).toContain('Invalid common name');
    }
    expect(await certificate(credentials)).toMatchObject({ state: 'OVERDUE', renewalFailedAt: expect.any(String) });
    const query = `query ($id: ID!) { certificates(ownerID: $id, states: [OVERDUE]) { totalCount }
      landscape { runtimes { id certificate { state } } }
      activity(objectID: $id, actions: ["certificate.renewalFailed"]) { data { actor { id } after } } }`;
    const { certificates, landscape, activity } = await ask(query, { id: machine.ownerId });
    expect(certificates.totalCount).toBe(1);
    expect(landscape.runtimes.find(({ id }: { id: string }) => id === machine.ownerId).certificate.state).toBe(
      'OVERDUE',
    );
    expect(activity.data).toMatchObject([
      { actor: { id: machine.ownerId }, after: { reason: expect.stringContaining('common name') } },
    ]);
    const renewed = await renew(credentials);
    expect(await certificate(credentials)).toMatchObject({ state: 'HEALTHY', renewalFailedAt: null });
    expect(await certificate(renewed)).toMatchObject({ state: 'HEALTHY', renewalFailedAt: null });
  });

  test('all of a Runtime are revoked at once: the next request is refused, kept-alive and resumed too', async () => {
    const first = await pair(gateways, machine);
    const second = await renew(first);
    const [kept, resumed] = [keptAlive(), keptAlive()];
    const headers = { connection: 'close' };
    expect((await use(first, { agent: kept })).body.data).not.toBeNull();
    await use(second, { agent: resumed, headers });
    expect((await use(second, { agent: resumed, headers })).sessionReused).toBe(true);

    const { revokeCertificatesOf } = await ask(
      'mutation ($id: ID!) { revokeCertificatesOf(ownerID: $id, reason: KEY_COMPROMISE) { serial state revocationReason } }',
      { id: machine.ownerId },
    );
    expect(new Set(revokeCertificatesOf.map((each: { serial: string }) => each.serial))).toEqual(
      new Set([serialOf(first), serialOf(second)]),
    );
    for (const each of revokeCertificatesOf)
      expect(each).toMatchObject({ state: 'REVOKED', revocationReason: 'KEY_COMPROMISE' });
    expect(await use(first, { agent: kept })).toMatchObject(refused(nobody));
    const again = await use(second, { agent: resumed, headers });
    expect(again.sessionReused).toBe(true);
    expect(again).toMatchObject(refused(nobody));
    const director = await gateways.connect('{ applicationsForRuntime(runtimeID: "x") { totalCount } }', {
      credentials: first,
      path: '/director/graphql',
    });
    expect(director.body.data).toBeNull();
    kept.destroy();
    resumed.destroy();

    const { activity } = await ask(
      'query ($id: ID) { activity(objectID: $id, first: 1) { data { action actor { name } after } } }',
      { id: machine.ownerId },
    );
    expect(activity.data).toMatchObject([
      { action: 'certificate.revoked', actor: { name: 'Ada' }, after: { reason: 'KEY_COMPROMISE' } },
    ]);
    const repeated = await ask('mutation ($id: ID!) { revokeCertificatesOf(ownerID: $id) { serial } }', {
      id: machine.ownerId,
    });
    expect(repeated.revokeCertificatesOf).toEqual([]);
  });

  test('what a certificate has got signs nothing once it is revoked, nor does what that gets', async () => {
    const sign = async (token: string) => {
      const keys = await newKeys();
      const csr = base64(await requestPem(keys, announced(machine.clientId)));
      return gateways.connect(signMutation(csr), { token });
    };
    const next = async (sent: { credentials: Credentials } | { token: string }): Promise<string> =>
      (await gateways.connect(configuration, sent)).body.data.result.token.token;
    const credentials = await pair(gateways, machine);
    const byCertificate = await next({ credentials });
    const byToken = await next({ token: await next({ credentials }) });
    await ask('mutation ($id: ID!) { revokeCertificatesOf(ownerID: $id) { serial } }', { id: machine.ownerId });
    for (const token of [byCertificate, byToken]) {
      expect((await sign(token)).body).toMatchObject({
        data: null,
        errors: [{ message: expect.stringContaining('Failed to authenticate') }],
      });
    }
    expect(await listed()).toMatchObject([{ state: 'REVOKED' }]);
  });

  test.each(['a certificate', 'a token'])(
    'a request by %s that is under way while its certificate is revoked gets nothing',
    async (by) => {
      const credentials = await pair(gateways, machine);
      const { body } = await gateways.connect(configuration, { credentials });
      const sent = by === 'a token' ? { token: body.data.result.token.token } : { credentials };
      const { database, clock } = gateways.platform;
      const client = await clientById(database.read, machine.tenantId, machine.clientId);
      const made = await generateAuthority('CA', 'ecdsa-p256', clock());
      const subject = { O: 'Org', OU: 'OrgUnit', L: 'locality', ST: 'province', C: 'DE' };
      const context: ConnectorContext = {
        token: 'token' in sent ? { client: client!, sha256: sha256(sent.token) } : null,
        certificate: 'token' in sent ? null : { client: client!, sha256: hashOf(credentials) },
        ...{ platform: gateways.platform, correlationId: 'c', subject, certificateValidityMs: day },
        issuer: { id: 'ca', ...parseAuthority(made.certificate, made.key) },
      };
      await database.write((tx) =>
        revokeCertificate(tx, hashOf(credentials), { now: clock(), revokedBy: 'ada', reason: null }),
      );
      const csr = base64(await requestPem(await newKeys(), announced(machine.clientId)));
      await expect(issueFor(context, client!, csr)).rejects.toThrow('Failed to authenticate');
      expect(await listed()).toHaveLength(1);
    },
  );

  test('enrolling anew keeps the Runtime and its place in the chain; only the client is another', async () => {
    const lost = await pair(gateways, machine);
    await use(lost);
    await ask('mutation ($id: ID!) { revokeCertificatesOf(ownerID: $id) { serial } }', { id: machine.ownerId });
    const state = async () =>
      (await ask('query ($id: ID!) { runtime(id: $id) { id connectionState } }', { id: machine.ownerId })).runtime;
    expect(await state()).toEqual({ id: machine.ownerId, connectionState: 'REVOKED' });
    const clientId = await anotherClient();
    gateways.ahead += 1;
    const back = await pair(gateways, { ...machine, clientId });
    await use(back);
    expect(await certificate(back)).toMatchObject({
      clientID: clientId,
      owner: { id: machine.ownerId },
      issuedBy: 'TOKEN',
      replaces: { serial: serialOf(lost) },
      state: 'HEALTHY',
    });
    expect(await certificate(lost)).toMatchObject({ state: 'REVOKED', replacedBy: [{ serial: serialOf(back) }] });
    expect(await state()).toEqual({ id: machine.ownerId, connectionState: 'CONNECTED' });
  });

  test('the certificate an agent left behind when it was paired anew is superseded, until it is used again', async () => {
    const left = await pair(gateways, machine);
    await use(left);
    gateways.ahead += 1;
    const clientId = await anotherClient();
    const taken = await pair(gateways, { ...machine, clientId });
    expect(await certificate(left)).toMatchObject({ state: 'HEALTHY' });
    gateways.ahead += 1;
    await use(taken);
    expect(await certificate(left)).toMatchObject({
      ...{ state: 'SUPERSEDED', clientID: machine.clientId },
      replacedBy: [{ serial: serialOf(taken) }],
    });
    expect(await certificate(taken)).toMatchObject({ state: 'HEALTHY', replaces: { serial: serialOf(left) } });
    gateways.ahead += 1;
    await use(left);
    expect(await certificate(left)).toMatchObject({ state: 'HEALTHY' });
    await gateways.database.write((tx) => tx.delete(systemAuths).where(eq(systemAuths.id, clientId)));
    gateways.ahead += 1;
    expect(await certificate(left)).toMatchObject({ state: 'HEALTHY' });
  });
});
