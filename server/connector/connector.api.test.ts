import { randomUUID, X509Certificate } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certificates, oneTimeTokens } from '../db/tables/connector.tables.ts';
import { runtimes, systemAuths } from '../db/tables/director.tables.ts';
import { activity, tenants } from '../db/tables/tenant.tables.ts';
import { minute } from '../shared/clock.ts';
import {
  announced,
  base64,
  newKeys,
  pair,
  requestPem,
  selfSigned,
  signed,
  signMutation,
} from '../testing/certificates.ts';
import { type Gateways, keptAlive, type Machine, openGateways } from '../testing/gateways.ts';

const configuration = `query { result: configuration() {
  token { token } certificateSigningRequestInfo { subject keyAlgorithm }
  managementPlaneInfo { directorURL certificateSecuredConnectorURL } } }`;
const revoke = 'mutation { result: revokeCertificate }';
const nobody =
  'Failed to authenticate request. Token authentication error: Failed to authenticate with one time token.. Certificate authentication error: Failed to authenticate with Certificate. Invalid subject.';

const refused = (message: string) => ({
  status: 200,
  body: { data: null, errors: [{ message, path: ['result'] }] },
});
const actions = async (gateways: Gateways, ownerId: string) =>
  (await gateways.database.read.select().from(activity).orderBy(activity.sequence))
    .filter((entry) => entry.objects.some((object) => object.id === ownerId))
    .map((entry) => entry.action);

let gateways: Gateways;
let runtime: Machine;
beforeAll(async () => {
  gateways = await openGateways();
});
afterAll(() => gateways.close());
beforeEach(async () => {
  gateways.ahead = 0;
  runtime = await gateways.addMachine('RUNTIME', `runtime-${randomUUID().slice(0, 8)}`);
});

describe('the token gateway', () => {
  test.each(['RUNTIME', 'APPLICATION'] as const)('a token of kind %s yields a complete configuration', async (kind) => {
    const machine = await gateways.addMachine(kind, `machine-${kind.toLowerCase()}`);
    const token = await gateways.tokenFor(machine);
    const answer = await gateways.connect(configuration, { token });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.body.errors).toBeUndefined();
    const { result } = answer.body.data;
    expect(result.token.token).toMatch(/^[A-Za-z0-9_-]{86}==$/);
    expect(result.token.token).not.toBe(token);
    expect(result.certificateSigningRequestInfo).toEqual({
      subject: `O=Org,OU=OrgUnit,L=locality,ST=province,C=DE,CN=${machine.clientId}`,
      keyAlgorithm: 'rsa2048',
    });
    expect(result.managementPlaneInfo).toEqual({
      directorURL: 'https://localhost:3444/director/graphql',
      certificateSecuredConnectorURL: 'https://localhost:3444/connector/graphql',
    });
    expect(await actions(gateways, machine.ownerId)).toEqual(['token.used']);
  });

  test('the body and headers of the agents are understood', async () => {
    const answer = await gateways.send({
      body: `${JSON.stringify({ query: configuration, variables: null })}\n`,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json; charset=utf-8',
        'accept-encoding': 'gzip',
        'connector-token': await gateways.tokenFor(runtime),
      },
    });
    expect(answer).toMatchObject({ status: 200, body: { data: { result: { token: {} } } } });
    expect(answer.body).not.toHaveProperty('errors');
  });

  test('the token may come as a query parameter, also if the header is empty', async () => {
    const path = `/connector/graphql?token=${encodeURIComponent(await gateways.tokenFor(runtime))}`;
    const answer = await gateways.connect(configuration, { path, headers: { 'connector-token': '' } });
    expect(answer.body.data.result.token.token).toHaveLength(88);
  });

  test('the header comes before the query parameter', async () => {
    const path = `/connector/graphql?token=${encodeURIComponent(await gateways.tokenFor(runtime))}`;
    expect(await gateways.connect(configuration, { path, token: 'wrong' })).toMatchObject(refused(nobody));
    expect((await gateways.connect(configuration, { path })).body.data).not.toBeNull();
  });

  test('GET is accepted for queries and refused for mutations, and spends the token', async () => {
    const get = async (query: string) =>
      gateways.send({
        method: 'GET',
        path: `/connector/graphql?query=${encodeURIComponent(query)}`,
        headers: { 'connector-token': await gateways.tokenFor(runtime) },
      });
    expect((await get('{ result: configuration { token { token } } }')).body.data.result.token.token).toHaveLength(88);
    expect((await get(revoke)).body.errors).toHaveLength(1);
  });

  test.each([
    ['no token', undefined],
    ['an empty token', ''],
    ['a wrong token', 'A'.repeat(88)],
  ])('%s is refused with status 200, data null and the known text', async (_, token) => {
    expect(await gateways.connect(configuration, token === undefined ? {} : { token })).toMatchObject(refused(nobody));
    const csr = base64(await requestPem(await newKeys(), announced(runtime.clientId)));
    expect(await gateways.connect(signMutation(csr), token === undefined ? {} : { token })).toMatchObject(
      refused(`Failed to authenticate with token: ${nobody}`),
    );
  });

  test.each([
    ['a configuration', configuration],
    ['a syntax error', '{ result: configuration( '],
    ['an unknown field', '{ nothing }'],
    ['__typename', '{ __typename }'],
    ['a request that is refused', signMutation('====')],
  ])('%s spends the token', async (_, query) => {
    const token = await gateways.tokenFor(runtime);
    await gateways.connect(query, { token });
    expect(await gateways.connect(configuration, { token })).toMatchObject(refused(nobody));
  });

  test('a body that is not JSON spends the token', async () => {
    const token = await gateways.tokenFor(runtime);
    const answer = await gateways.send({ body: '{', headers: { 'connector-token': token } });
    expect(answer).toMatchObject({ status: 400, body: { data: null, errors: [{}] } });
    expect(await gateways.connect(configuration, { token })).toMatchObject(refused(nobody));
  });

  test('syntax and validation errors answer 422 with data null', async () => {
    for (const query of ['{', '{ nothing }']) {
      expect(await gateways.connect(query)).toMatchObject({ status: 422, body: { data: null, errors: [{}] } });
    }
  });

  test('the token of a configuration is as good for another configuration as for signing', async () => {
    const first = await gateways.connect(configuration, { token: await gateways.tokenFor(runtime) });
    const second = await gateways.connect(configuration, { token: first.body.data.result.token.token });
    const csr = base64(await requestPem(await newKeys(), announced(runtime.clientId)));
    const answer = await gateways.connect(signMutation(csr), { token: second.body.data.result.token.token });
    expect(signed(answer).client).toContain('BEGIN CERTIFICATE');
    expect(await actions(gateways, runtime.ownerId)).toEqual([
      'token.used',
      'token.used',
      'token.used',
      'certificate.issued',
    ]);
  });

  test.each([
    ['RUNTIME', 60],
    ['APPLICATION', 5],
  ] as const)('a token of kind %s expires after %i minutes', async (kind, minutes) => {
    const machine = await gateways.addMachine(kind, `expiring-${kind.toLowerCase()}`);
    const [late, inTime] = [await gateways.tokenFor(machine), await gateways.tokenFor(machine)];
    gateways.ahead = minutes * minute - 2000;
    expect((await gateways.connect(configuration, { token: inTime })).body.data).not.toBeNull();
    gateways.ahead = minutes * minute + 1;
    expect(await gateways.connect(configuration, { token: late })).toMatchObject(refused(nobody));
  });

  test('of fifty concurrent requests with one token exactly one succeeds', async () => {
    const token = await gateways.tokenFor(runtime);
    const answers = await Promise.all(Array.from({ length: 50 }, () => gateways.connect(configuration, { token })));
    expect(answers.filter((answer) => answer.body.data !== null)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.errors?.[0].message === nobody)).toHaveLength(49);
  });

  test('a token whose client was deleted is refused', async () => {
    const token = await gateways.tokenFor(runtime);
    await gateways.database.write(async (tx) => {
      await tx.delete(systemAuths).where(eq(systemAuths.id, runtime.clientId));
    });
    expect(await gateways.connect(configuration, { token })).toMatchObject(refused(nobody));
  });

  test('a token does not revoke', async () => {
    expect(await gateways.connect(revoke, { token: await gateways.tokenFor(runtime) })).toMatchObject(
      refused('Failed to authenticate with certificate: Failed to authenticate with Certificate. Invalid subject.'),
    );
  });

  test('identity headers from outside are ignored', async () => {
    const headers = {
      'client-id-from-token': runtime.clientId,
      'client-id-from-certificate': runtime.clientId,
      'client-certificate-hash': 'a'.repeat(64),
      'certificate-data': `Hash=${'a'.repeat(64)};Subject="CN=${runtime.clientId},ST=province,L=locality,OU=OrgUnit,O=Org,C=DE"`,
      'x-forwarded-client-cert': `Hash=${'a'.repeat(64)};Subject="CN=${runtime.clientId}"`,
    };
    expect(await gateways.connect(configuration, { headers })).toMatchObject(refused(nobody));
  });

  test.each(['/', '/connector', '/connector/graphql/x', '/director/graphql', '/graphql'])(
    'there is nothing at %s, and the answer carries errors',
    async (path) => {
      const answer = await gateways.send({ path, body: '{}' });
      expect(answer).toMatchObject({
        status: 404,
        body: { errors: [{ message: 'there is nothing at this address' }] },
      });
    },
  );

  test('OPTIONS names the methods, others are refused without a body', async () => {
    expect(await gateways.send({ method: 'OPTIONS' })).toMatchObject({
      status: 200,
      headers: { allow: 'OPTIONS, GET, POST' },
    });
    expect(await gateways.send({ method: 'PUT' })).toMatchObject({ status: 405, text: '' });
  });

  test('only the hash of a token is stored', async () => {
    const token = await gateways.tokenFor(runtime);
    const rows = await gateways.database.read.select().from(oneTimeTokens);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(await gateways.database.read.select().from(activity))).not.toContain(token);
  });
});

describe('the mTLS gateway', () => {
  test('a certificate yields the same configuration, with a token', async () => {
    const credentials = await pair(gateways, runtime, 'RSA-2048');
    const answer = await gateways.connect(configuration, { credentials });
    expect(answer.body.data.result.certificateSigningRequestInfo.subject).toContain(`CN=${runtime.clientId}`);
    const token = answer.body.data.result.token.token;
    expect((await gateways.connect(configuration, { token })).body.data).not.toBeNull();
  });

  test('the handshake fails without a certificate, with a self-signed one and with one of another CA', async () => {
    const own = await pair(gateways, runtime);
    const foreign = await openGateways();
    const machine = await foreign.addMachine('RUNTIME', 'foreign');
    const offered = [null, await selfSigned(announced(runtime.clientId)), await pair(foreign, machine)];
    await foreign.close();
    expect((await gateways.connect('{ __typename }', { credentials: own })).status).toBe(200);
    for (const credentials of offered) {
      await expect(gateways.connect('{ __typename }', { credentials })).rejects.toThrow(
        /alert|ECONNRESET|socket|EPIPE/,
      );
    }
  });

  test('the handshake fails with a certificate that has expired', async () => {
    const brief = await openGateways({ certificateValidityMs: 1000 });
    const credentials = await pair(brief, await brief.addMachine('RUNTIME', 'brief'));
    const attempt = () =>
      brief.connect('{ __typename }', { credentials }).then(
        () => 'accepted',
        (error: Error) => error.message,
      );
    await expect.poll(attempt, { timeout: 5000 }).toMatch(/alert|ECONNRESET|socket|EPIPE/);
    await brief.close();
  });

  test('a certificate of our CA that was never recorded is nobody', async () => {
    const credentials = await pair(gateways, runtime);
    const sha256 = new X509Certificate(credentials.cert).fingerprint256.replaceAll(':', '').toLowerCase();
    await gateways.database.write(async (tx) => {
      await tx.delete(certificates).where(eq(certificates.sha256, sha256));
    });
    expect(await gateways.connect(configuration, { credentials })).toMatchObject(refused(nobody));
  });

  test('renewal needs no token, leaves the old certificate alive and is recorded as such', async () => {
    const old = await pair(gateways, runtime);
    const csr = base64(await requestPem(await newKeys(), announced(runtime.clientId)));
    const answer = await gateways.connect(signMutation(csr), { credentials: old });
    expect(signed(answer).chain).toContain('BEGIN CERTIFICATE');
    expect((await gateways.connect(configuration, { credentials: old })).body.data).not.toBeNull();
    expect(await actions(gateways, runtime.ownerId)).toContain('certificate.renewed');
    const rows = await gateways.database.read
      .select()
      .from(certificates)
      .where(eq(certificates.clientId, runtime.clientId));
    expect(rows.map((row) => row.issuedBy).sort()).toEqual(['RENEWAL', 'TOKEN']);
    expect(new Set(rows.map((row) => row.serial)).size).toBe(2);
  });

  test('a request for another client is refused, whatever the headers claim', async () => {
    const other = await gateways.addMachine('RUNTIME', `other-${randomUUID().slice(0, 8)}`);
    const credentials = await pair(gateways, runtime);
    const csr = base64(await requestPem(await newKeys(), announced(other.clientId)));
    const headers = { 'client-id-from-certificate': other.clientId, 'client-id-from-token': other.clientId };
    expect(await gateways.connect(signMutation(csr), { credentials, headers })).toMatchObject(
      refused('Error while signing Certificate Signing Request: CSR: Invalid common name provided.'),
    );
  });

  test('a token wins over the certificate, except for revocation', async () => {
    const credentials = await pair(gateways, runtime);
    const other = await gateways.addMachine('APPLICATION', `app-${randomUUID().slice(0, 8)}`);
    const answer = await gateways.connect(configuration, { credentials, token: await gateways.tokenFor(other) });
    expect(answer.body.data.result.certificateSigningRequestInfo.subject).toContain(other.clientId);
    const revoked = await gateways.connect(revoke, { credentials, token: await gateways.tokenFor(other) });
    expect(revoked.body).toEqual({ data: { result: true } });
    expect(await gateways.connect(configuration, { credentials })).toMatchObject(refused(nobody));
  });

  test('an unauthenticated signing request gets the prefix of the token, on this host too', async () => {
    const credentials = await pair(gateways, runtime);
    await gateways.connect(revoke, { credentials });
    const csr = base64(await requestPem(await newKeys(), announced(runtime.clientId)));
    expect(await gateways.connect(signMutation(csr), { credentials })).toMatchObject(
      refused(`Failed to authenticate with token: ${nobody}`),
    );
    expect(await gateways.connect(revoke, { credentials })).toMatchObject(
      refused('Failed to authenticate with certificate: Failed to authenticate with Certificate. Invalid subject.'),
    );
  });

  test('only the presented certificate is revoked, at once, on the kept connection too', async () => {
    const [first, second] = [await pair(gateways, runtime), await pair(gateways, runtime)];
    const agent = keptAlive();
    expect((await gateways.connect(configuration, { credentials: first, agent })).body.data).not.toBeNull();
    expect((await gateways.connect(revoke, { credentials: first, agent })).body).toEqual({ data: { result: true } });
    expect(await gateways.connect(configuration, { credentials: first, agent })).toMatchObject(refused(nobody));
    agent.destroy();
    expect((await gateways.connect(configuration, { credentials: second })).body.data).not.toBeNull();
    expect(await actions(gateways, runtime.ownerId)).toContain('certificate.revoked');
  });

  test('a revoked certificate is nobody on a resumed TLS session', async () => {
    const credentials = await pair(gateways, runtime);
    const agent = keptAlive();
    const headers = { connection: 'close' };
    expect((await gateways.connect(configuration, { credentials, agent, headers })).body.data).not.toBeNull();
    const resumed = await gateways.connect(configuration, { credentials, agent, headers });
    expect(resumed.sessionReused).toBe(true);
    expect(resumed.body.data).not.toBeNull();
    await gateways.connect(revoke, { credentials });
    const refusedAnswer = await gateways.connect(configuration, { credentials, agent, headers });
    expect(refusedAnswer.sessionReused).toBe(true);
    expect(refusedAnswer).toMatchObject(refused(nobody));
    agent.destroy();
  });

  test('a certificate that our clock says expired is nobody', async () => {
    const credentials = await pair(gateways, runtime);
    gateways.ahead = 91 * 24 * 60 * minute;
    expect(await gateways.connect(configuration, { credentials })).toMatchObject(refused(nobody));
  });

  test('deleting the client or deactivating the tenant cuts access', async () => {
    const tenantId = await gateways.addTenant(`tenant-${randomUUID()}`);
    const machine = await gateways.addMachine('RUNTIME', 'cut-off', tenantId);
    const credentials = await pair(gateways, machine);
    const set = (status: 'ACTIVE' | 'INACTIVE') =>
      gateways.database.write(async (tx) => {
        await tx.update(tenants).set({ status }).where(eq(tenants.id, tenantId));
      });
    await set('INACTIVE');
    expect(await gateways.connect(configuration, { credentials })).toMatchObject(refused(nobody));
    await set('ACTIVE');
    expect((await gateways.connect(configuration, { credentials })).body.data).not.toBeNull();
    await gateways.database.write(async (tx) => {
      await tx.delete(systemAuths).where(eq(systemAuths.id, machine.clientId));
    });
    expect(await gateways.connect(configuration, { credentials })).toMatchObject(refused(nobody));
  });

  test('calls to the Connector are counted as contacts, and the certificate as used', async () => {
    const credentials = await pair(gateways, runtime);
    await gateways.connect(configuration, { credentials });
    await gateways.platform.contacts.flush();
    const [row] = await gateways.database.read.select().from(runtimes).where(eq(runtimes.id, runtime.ownerId));
    expect(row).toMatchObject({ statusCondition: 'CONNECTED', lastFetchAt: null });
    expect(row?.lastSyncAt).toBe(row?.lastSuccessAt);
    expect(row?.lastSyncAt).toBeGreaterThan(Date.now() - minute);
    const [certificate] = await gateways.database.read
      .select()
      .from(certificates)
      .where(eq(certificates.clientId, runtime.clientId));
    expect(certificate?.firstUsedAt).toBe(certificate?.lastUsedAt);
    expect(certificate?.firstUsedAt).not.toBeNull();
  });
});

test('resolving a certificate reads the database once', async () => {
  const credentials = await pair(gateways, runtime);
  await gateways.connect(configuration, { credentials });
  const select = gateways.database.read.select;
  let selects = 0;
  gateways.database.read.select = ((...columns: Parameters<typeof select>) => {
    selects += 1;
    return select(...columns);
  }) as typeof select;
  await gateways.connect('{ __typename }', { credentials, path: '/director/graphql' });
  gateways.database.read.select = select;
  expect(selects).toBe(1);
});

describe('the Director behind mTLS', () => {
  const director = (credentials: Awaited<ReturnType<typeof pair>>, query: string, headers = {}) =>
    gateways.connect(query, { path: '/director/graphql', credentials, headers });
  const noScopes = (required: string) => ({
    status: 200,
    body: {
      data: null,
      errors: [{ message: `insufficient scopes provided, required: [${required}], actual: []` }],
    },
  });

  test('the certificate stands for its owner, tenant and scopes, and marks the owner as connected once', async () => {
    const credentials = await pair(gateways, runtime);
    const answer = await director(credentials, '{ asRuntime }');
    expect(JSON.parse(answer.body.data.asRuntime)).toMatchObject({
      type: 'RUNTIME',
      id: runtime.ownerId,
      tenantId: runtime.tenantId,
    });
    await director(credentials, '{ asRuntime }');
    expect(
      (await actions(gateways, runtime.ownerId)).filter((action) => action === 'runtime.statusChanged'),
    ).toHaveLength(1);
    expect((await director(credentials, '{ asApplication }')).body.errors[0].message).toBe(
      'insufficient scopes provided, required: [application:write], actual: [application:read runtime:read runtime:write]',
    );
  });

  test('an Application has the scopes of an Application', async () => {
    const machine = await gateways.addMachine('APPLICATION', `app-${randomUUID().slice(0, 8)}`);
    const credentials = await pair(gateways, machine);
    const answer = await director(credentials, '{ asApplication }');
    expect(JSON.parse(answer.body.data.asApplication)).toMatchObject({ type: 'APPLICATION', id: machine.ownerId });
    expect((await director(credentials, '{ asRuntime }')).body.errors[0].message).toBe(
      'insufficient scopes provided, required: [runtime:read], actual: [application:read application:write]',
    );
  });

  test('the Tenant header may name the own tenant and no other', async () => {
    await gateways.addTenant('other-tenant');
    const credentials = await pair(gateways, runtime);
    expect((await director(credentials, '{ asRuntime }', { tenant: 'default' })).body.data).not.toBeNull();
    for (const tenant of ['other-tenant', 'unknown', runtime.tenantId]) {
      expect(await director(credentials, '{ asRuntime }', { tenant })).toMatchObject(noScopes('runtime:read'));
    }
  });

  test('a revoked certificate has no scopes, at the next request', async () => {
    const credentials = await pair(gateways, runtime);
    const agent = keptAlive();
    const ask = () => gateways.connect('{ asRuntime }', { path: '/director/graphql', credentials, agent });
    expect((await ask()).body.data).not.toBeNull();
    await gateways.connect(revoke, { credentials });
    expect(await ask()).toMatchObject(noScopes('runtime:read'));
    agent.destroy();
  });

  test('identity headers and tokens add nothing', async () => {
    const credentials = await pair(gateways, runtime);
    const other = await gateways.addMachine('APPLICATION', `app-${randomUUID().slice(0, 8)}`);
    const headers = {
      'client-id-from-certificate': other.clientId,
      'client-certificate-hash': 'b'.repeat(64),
      authorization: 'Bearer e30.e30.',
    };
    const answer = await director(credentials, '{ asRuntime }', headers);
    expect(JSON.parse(answer.body.data.asRuntime).id).toBe(runtime.ownerId);
  });
});
