import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { eq } from 'drizzle-orm';
import { execute } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemAuths } from '../../db/tables/director.tables.ts';
import { createContext } from '../../graphql/context.ts';
import { parseLeniently } from '../../graphql/parser.ts';
import { createDirectorSchema } from '../../graphql/schema.ts';
import { allScopes } from '../../graphql/scopes.ts';
import { openListener } from '../../http/listener.ts';
import { hour } from '../../shared/clock.ts';
import { pair } from '../../testing/certificates.ts';
import { configuration } from '../../testing/connectorWords.ts';
import { databases } from '../../testing/databases.ts';
import { type Gateways, type Machine, openGateways } from '../../testing/gateways.ts';
import { tlsSighting } from './sightings.ts';

const enrolment = `query ($id: ID!) { enrolment(ownerID: $id) {
  token { id state createdBy usedAt revokedAt } signingRequestAt firstCallAt firstFetchAt firstHeartbeatAt
  certificate { serial state owner { name } } findings { kind count message isAttributed } } }`;

describe.each(databases)('enrolment on $name', ({ open }) => {
  const schema = createDirectorSchema();
  let gateways: Gateways;
  let machine: Machine;
  beforeAll(async () => {
    gateways = await openGateways({}, open, schema);
  });
  afterAll(() => gateways.close());
  beforeEach(async () => {
    gateways.ahead = 0;
    machine = await gateways.addMachine('RUNTIME', `runtime-${randomUUID().slice(0, 8)}`);
  });

  async function ask(query: string, variableValues: Record<string, unknown> = {}, tenantId = machine.tenantId) {
    const consumer = { type: 'USER' as const, id: 'u', name: 'Mara Keller', tenantId, scopes: allScopes };
    const contextValue = createContext(gateways.platform, consumer);
    const result = await execute({ schema, document: parseLeniently(query), variableValues, contextValue });
    return JSON.parse(JSON.stringify(result)) as { data: any; errors?: { message: string }[] };
  }
  const state = async () => (await ask(enrolment, { id: machine.ownerId })).data.enrolment;
  const own = async () => (await state()).findings.filter((each: { isAttributed: boolean }) => each.isAttributed);

  test('without a token there is nothing to tell', async () => {
    expect(await state()).toBeNull();
  });

  test('each step shows as the server has seen it', async () => {
    const token = await gateways.tokenFor(machine);
    expect(await state()).toMatchObject({ token: { state: 'LIVE', id: machine.clientId }, certificate: null });
    expect((await gateways.connect(configuration, { token })).body.errors).toBeUndefined();
    expect(await state()).toMatchObject({ token: { state: 'USED' }, signingRequestAt: null, certificate: null });

    const credentials = await pair(gateways, machine);
    const fetch = JSON.stringify({
      query: `{ applicationsForRuntime(runtimeID: "${machine.ownerId}") { totalCount } }`,
    });
    expect(await state()).toMatchObject({ certificate: { state: 'HEALTHY' }, firstFetchAt: null });
    const headers = { tenant: 'default' };
    await gateways.send({ path: '/director/graphql', credentials, headers, body: fetch });
    const fetched = await state();
    expect(fetched.firstFetchAt).not.toBeNull();
    expect(fetched).toMatchObject({ firstHeartbeatAt: null, findings: [] });
    const report = JSON.stringify({ query: 'mutation { reportRuntimeStatus(in: { state: SYNCHRONIZED }) { state } }' });
    await gateways.send({ path: '/director/graphql', credentials, headers, body: report });
    expect(await state()).toMatchObject({ firstFetchAt: fetched.firstFetchAt, firstHeartbeatAt: expect.any(String) });
  });

  test('a token that was used, has expired or was revoked is told apart from one that never was', async () => {
    const token = await gateways.tokenFor(machine);
    for (const _ of [1, 2, 3]) await gateways.connect(configuration, { token });
    expect(await own()).toEqual([{ kind: 'TOKEN_USED', count: 2, message: null, isAttributed: true }]);

    machine = await gateways.addMachine('APPLICATION', `app-${randomUUID().slice(0, 8)}`);
    const late = await gateways.tokenFor(machine);
    gateways.ahead = hour;
    await gateways.connect(configuration, { token: late });
    expect(await own()).toMatchObject([{ kind: 'TOKEN_EXPIRED', count: 1 }]);
    gateways.ahead = 0;
    await gateways.connect(configuration, { token: 'never-was' });
    expect((await state()).findings).toContainEqual(
      expect.objectContaining({ kind: 'TOKEN_UNKNOWN', isAttributed: false }),
    );
  });

  test('a revoked token opens nothing, and revoking tells what it cannot do', async () => {
    const token = await gateways.tokenFor(machine);
    const revoke = 'mutation ($id: ID!) { revokeToken(id: $id) { state owner { name } } }';
    expect((await ask(revoke, { id: machine.clientId })).data.revokeToken.state).toBe('REVOKED');
    expect((await ask(revoke, { id: machine.clientId })).errors?.[0]?.message).toBe('the token is revoked');
    expect((await gateways.connect(configuration, { token })).body.errors).toHaveLength(1);
    expect(await own()).toMatchObject([{ kind: 'TOKEN_REVOKED' }]);
    expect((await ask(revoke, { id: randomUUID() })).errors?.[0]?.message).toContain('was not found');

    machine = await gateways.addMachine('RUNTIME', `runtime-${randomUUID().slice(0, 8)}`);
    const spent = await gateways.tokenFor(machine);
    await gateways.connect(configuration, { token: spent });
    expect((await ask(revoke, { id: machine.clientId })).errors?.[0]?.message).toBe('the token was used');
    const other = await gateways.addTenant(`other-${randomUUID()}`);
    expect((await ask(revoke, { id: machine.clientId }, other)).errors?.[0]?.message).toContain('was not found');
  });

  test('a request that cannot be signed and a tenant that disagrees are told with their reason', async () => {
    const token = await gateways.tokenFor(machine);
    const answer = await gateways.connect(configuration, { token });
    const csrToken = answer.body.data.result.token.token;
    await gateways.connect('mutation { signCertificateSigningRequest(csr: "bm90aGluZw==") { clientCertificate } }', {
      token: csrToken,
    });
    expect(await own()).toEqual([
      { kind: 'SIGNING_REQUEST_REFUSED', count: 1, message: expect.stringMatching(/\w/), isAttributed: true },
    ]);
    const credentials = await pair(gateways, machine);
    const body = JSON.stringify({ query: '{ viewer { id } }' });
    await gateways.send({ path: '/director/graphql', credentials, headers: { tenant: 'elsewhere' }, body });
    expect(await own()).toContainEqual(expect.objectContaining({ kind: 'TENANT_MISMATCH', isAttributed: true }));
  });

  test('tokens are listed with age, creator and state, in pages, and of their own tenant only', async () => {
    const tenantId = await gateways.addTenant(`tenant-${randomUUID()}`);
    for (const name of ['one', 'two', 'three']) {
      await gateways.tokenFor(await gateways.addMachine('RUNTIME', name, tenantId));
      gateways.ahead += 1000;
    }
    const list = `query ($states: [OneTimeTokenState!], $first: Int) { tokens(states: $states, first: $first) {
      totalCount data { owner { name kind } state createdBy } } }`;
    const { tokens } = (await ask(list, { first: 2 }, tenantId)).data;
    expect(tokens).toMatchObject({ totalCount: 3, data: [{ owner: { name: 'three' } }, { owner: { name: 'two' } }] });
    expect(tokens.data[0]).toMatchObject({ state: 'LIVE', createdBy: 'test' });
    expect((await ask(list, { states: ['USED', 'REVOKED'], first: 5 }, tenantId)).data.tokens.totalCount).toBe(0);
    expect((await ask(list, { states: [], first: 5 }, tenantId)).data.tokens.totalCount).toBe(0);
    gateways.ahead += 2 * hour;
    expect((await ask(list, { states: ['EXPIRED'], first: 5 }, tenantId)).data.tokens.totalCount).toBe(3);
  });

  test('an application waits from its registration until it has a certificate or client credentials', async () => {
    const tenantId = await gateways.addTenant(`tenant-${randomUUID()}`);
    const query = `query ($first: Int) { waitingApplications(first: $first) {
      data { name token { state } } totalCount pageInfo { hasNextPage } } }`;
    const waiting = async (first = 10) => (await ask(query, { first }, tenantId)).data.waitingApplications;
    const add = (name: string) => gateways.addMachine('APPLICATION', name, tenantId);
    await gateways.addMachine('RUNTIME', 'cluster', tenantId);
    expect(await waiting()).toMatchObject({ data: [], totalCount: 0 });

    const orders = await add('orders');
    gateways.ahead = hour;
    const crm = await add('crm');
    expect((await waiting()).data).toEqual([
      { name: 'crm', token: null },
      { name: 'orders', token: null },
    ]);
    const first = await gateways.tokenFor(orders);
    expect((await waiting()).data[0]).toEqual({ name: 'orders', token: { state: 'LIVE' } });
    expect(await waiting(1)).toMatchObject({
      totalCount: 2,
      pageInfo: { hasNextPage: true },
      data: [{ name: 'orders' }],
    });
    await gateways.connect(configuration, { token: first });
    expect((await waiting()).data[0]).toEqual({ name: 'orders', token: { state: 'USED' } });
    await pair(gateways, orders);
    expect((await waiting()).data).toEqual([{ name: 'crm', token: null }]);

    const ownSecret = { sealedSecret: 'sealed' };
    const { database } = gateways.platform;
    await database.write((tx) => tx.update(systemAuths).set(ownSecret).where(eq(systemAuths.id, crm.clientId)));
    expect((await waiting()).totalCount).toBe(0);
  });

  test('a name in use is answered with a free one beside it', async () => {
    await gateways.addMachine('APPLICATION', 'orders');
    await gateways.addMachine('APPLICATION', 'orders-2');
    const check = 'query ($name: String!) { nameCheck(kind: APPLICATION, name: $name) { isFree suggestion } }';
    expect((await ask(check, { name: 'orders' })).data.nameCheck).toEqual({ isFree: false, suggestion: 'orders-3' });
    expect((await ask(check, { name: 'parcels' })).data.nameCheck).toEqual({ isFree: true, suggestion: null });
    expect((await ask(check, { name: '' })).data.nameCheck).toEqual({ isFree: false, suggestion: null });
  });
});

describe('handshakes', () => {
  const run = (args: string[]) => new Promise<void>((resolve) => execFile('curl', args, () => resolve()));

  test('curl without the authority, plain HTTP and a client that hangs up are each seen for what they are', async () => {
    const gateways = await openGateways();
    const seen: string[] = [];
    const express = gateways.connector.gatewayApp(gateways.platform, (_request, _response, next) => next());
    const listener = await openListener(express, {
      host: '127.0.0.1',
      port: 0,
      variable: '',
      tls: gateways.connector.tls.gateway,
      onTlsFailure: (code) => seen.push(tlsSighting(code)),
    });
    try {
      await run(['-sS', `https://localhost:${listener.port}/`]);
      await expect.poll(() => seen).toEqual(['AUTHORITY_NOT_TRUSTED']);
      await run(['-sS', `http://localhost:${listener.port}/`]);
      await expect.poll(() => seen).toContain('PLAIN_HTTP');
      const socket = connect(listener.port, '127.0.0.1', () => socket.end());
      await expect.poll(() => seen).toContain('HUNG_UP');
    } finally {
      await listener.close(100);
      await gateways.close();
    }
  });
});
