import { randomUUID, X509Certificate } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certificates } from '../db/tables/connector.tables.ts';
import { runtimes, systemAuths } from '../db/tables/director.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
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
import { actions, configuration, nobody, refused, revoke } from '../testing/connectorWords.ts';
import { type Gateways, keptAlive, type Machine, openGateways } from '../testing/gateways.ts';
import { countStatements } from '../testing/statements.ts';

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

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'a revoked certificate is nobody on a session resumed with %s, at Connector and Director',
    async (version) => {
      const credentials = await pair(gateways, runtime);
      const agent = keptAlive(version);
      const headers = { connection: 'close' };
      const ask = () => gateways.connect(configuration, { credentials, agent, headers });
      expect((await ask()).body.data).not.toBeNull();
      const resumed = await ask();
      expect(resumed.sessionReused).toBe(true);
      expect(resumed.body.data).not.toBeNull();
      await gateways.connect(revoke, { credentials });
      const refusedAnswer = await ask();
      expect(refusedAnswer.sessionReused).toBe(true);
      expect(refusedAnswer).toMatchObject(refused(nobody));
      const path = '/director/graphql';
      const director = await gateways.connect('{ asRuntime }', { path, credentials, agent, headers });
      expect(director).toMatchObject({ sessionReused: true, body: { data: null } });
      agent.destroy();
    },
  );

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
  const ask = () => gateways.connect('{ __typename }', { credentials, path: '/director/graphql' });
  const { statements } = await countStatements(ask);
  expect(statements.filter((each) => each.startsWith('select'))).toEqual([
    expect.stringContaining('from "certificates"'),
  ]);
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
      'insufficient scopes provided, required: [application:write], actual: [application:read runtime:read runtime:report runtime:write]',
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
