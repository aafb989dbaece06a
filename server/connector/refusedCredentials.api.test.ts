import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certificates } from '../db/tables/connector.tables.ts';
import { openListener } from '../http/listener.ts';
import { day } from '../shared/clock.ts';
import { activityOf } from '../testing/activityOf.ts';
import { announced, pair, selfSigned } from '../testing/certificates.ts';
import { configuration, revoke } from '../testing/connectorWords.ts';
import { databases } from '../testing/databases.ts';
import { type Gateways, type Machine, openGateways } from '../testing/gateways.ts';
import { tlsRefusal } from './enrolment/sightings.ts';

describe.each(databases)('refused connections on $name', ({ open }) => {
  let gateways: Gateways;
  let machine: Machine;
  let home: string;
  beforeAll(async () => {
    gateways = await openGateways({}, open);
    home = (await gateways.addMachine('RUNTIME', 'at-home')).tenantId;
  });
  afterAll(() => gateways.close());
  beforeEach(async () => {
    gateways.ahead = 0;
    const tenantId = await gateways.addTenant(`tenant-${randomUUID()}`);
    machine = await gateways.addMachine('RUNTIME', 'cluster-eu', tenantId);
  });

  async function refusedIn(tenantId: string) {
    await gateways.platform.refusals.flush();
    const entries = await activityOf(gateways.database, tenantId);
    return entries
      .filter(({ action }) => action === 'connection.refused')
      .map(({ objects, after, actorType }) => ({
        names: objects.map(({ name }) => name),
        actorType,
        ...(after as object),
      }));
  }
  const told = (reason: string, count = 1) => ({
    names: ['cluster-eu'],
    actorType: 'SYSTEM',
    reason,
    count,
    from: '127.0.0.1',
  });

  test('a revoked certificate is told to the tenant of its owner, however often it comes', async () => {
    const credentials = await pair(gateways, machine);
    await gateways.connect(revoke, { credentials });
    for (const _ of [1, 2, 3]) await gateways.connect(configuration, { credentials });
    expect(await refusedIn(machine.tenantId)).toEqual([told('its certificate was revoked', 3)]);
  });

  test('an expired certificate and one in the name of another tenant, too', async () => {
    const credentials = await pair(gateways, machine);
    const body = JSON.stringify({ query: '{ __typename }' });
    await gateways.send({ path: '/director/graphql', credentials, headers: { tenant: 'elsewhere' }, body });
    gateways.ahead = 91 * day;
    await gateways.connect(configuration, { credentials });
    expect(await refusedIn(machine.tenantId)).toEqual([
      told('its Tenant header names another tenant'),
      told('its certificate has expired'),
    ]);
  });

  test('a certificate that was never recorded concerns nobody: the default tenant is told', async () => {
    const credentials = await pair(gateways, machine);
    await gateways.database.write(async (tx) => {
      await tx.delete(certificates).where(eq(certificates.clientId, machine.clientId));
    });
    await gateways.connect(configuration, { credentials });
    expect(await refusedIn(home)).toContainEqual({
      ...told('a certificate that Compass has not issued'),
      names: [],
    });
  });

  test('a one-time token that is no good is told to its tenant, one nobody knows to the default one, neither with its text', async () => {
    const token = await gateways.tokenFor(machine);
    for (const _ of [1, 2, 3]) await gateways.connect(configuration, { token });
    await gateways.connect(configuration, { token: 'never-was' });
    const entries = [...(await refusedIn(machine.tenantId)), ...(await refusedIn(home))];
    expect(entries).toContainEqual(told('a one-time token that was used already', 2));
    expect(entries).toContainEqual({ ...told('a one-time token that Compass does not know'), names: [] });
    expect(JSON.stringify(entries)).not.toContain('never-was');
    expect(JSON.stringify(entries)).not.toContain(token);
  });
});

test('a handshake tells why it turned a certificate away', async () => {
  const gateways = await openGateways({ certificateValidityMs: 1000 });
  const codes: string[] = [];
  const { tls } = gateways.connector;
  const app = gateways.connector.gatewayApp(gateways.platform, (_request, _response, next) => next());
  const onTlsFailure = (code: string) => void codes.push(code);
  const listener = await openListener(app, { host: '127.0.0.1', port: 0, variable: '', tls: tls.mtls, onTlsFailure });
  try {
    const machine = await gateways.addMachine('RUNTIME', 'brief');
    const expiring = await pair(gateways, machine);
    gateways.ports.mtls = listener.port;
    const attempt = (credentials: typeof expiring | null) =>
      gateways.connect('{ __typename }', { credentials }).then(
        () => [],
        () => codes.map(tlsRefusal),
      );
    await attempt(await selfSigned(announced(machine.clientId)));
    await expect.poll(() => codes.map(tlsRefusal)).toEqual(['a certificate that no authority of Compass has signed']);
    await expect.poll(() => attempt(expiring), { timeout: 5000 }).toContain('a certificate that has expired');
  } finally {
    await listener.close(100);
    await gateways.close();
  }
});
