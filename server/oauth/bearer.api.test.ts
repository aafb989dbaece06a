import { eq } from 'drizzle-orm';
import express from 'express';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokens } from '../db/tables/connector.tables.ts';
import { activity, tenants } from '../db/tables/tenant.tables.ts';
import { createDirectorSchema } from '../graphql/schema.ts';
import { openListener } from '../http/listener.ts';
import { hour, second } from '../shared/clock.ts';
import { agent2024 } from '../testing/agentDocuments.ts';
import { databases } from '../testing/databases.ts';
import { basic, type Client, type OAuthWorld, openOAuthWorld } from '../testing/oauthClients.ts';
import { removeExpiredAccessTokens } from './accessToken.store.ts';
import { openOAuth } from './oauth.ts';

const runtimeScopes = 'runtime:read runtime:write application:read';
const status = '{ runtimes { data { name status { condition } } } }';

describe.each(databases)('The Director behind an access token, on $name', ({ open }) => {
  let world: OAuthWorld;
  beforeAll(async () => {
    world = await openOAuthWorld(open);
  });
  afterAll(() => world.gateways.close());

  async function runtimeNamed(name: string): Promise<{ id: string; client: Client; token: string }> {
    const id = await world.register('Runtime', name);
    const client = await world.clientOf('Runtime', id);
    return { id, client, token: await world.tokenOf(client, runtimeScopes) };
  }
  const invalid = {
    status: 401,
    body: { errors: [{ message: 'while parsing token: the access token is unknown or has expired' }], data: null },
  };
  const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id);

  test('RFC 6750 3: without a token the answer is 400, with an unknown one 401, both with a challenge and errors', async () => {
    const { token } = await runtimeNamed('challenged');
    const body = '{"query":"{ viewer { id } }"}';
    for (const authorization of [undefined, 'Bearer', 'Basic dTpw', token]) {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await world.gateways.send({ path: '/director/graphql', headers, body });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ message: 'invalid bearer token' }] } });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    for (const wrong of [`${token}x`, token.slice(1), 'x'.repeat(5000)]) {
      const answer = await world.ask(wrong, '{ viewer { id } }');
      expect(answer).toMatchObject(invalid);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer error="invalid_token"/);
    }
    const inQuery = await world.gateways.send({ path: `/director/graphql?access_token=${token}`, body });
    expect(inQuery.status).toBe(400);
    expect((await world.ask(token, '{ viewer { type } }')).body.data).toEqual({ viewer: { type: 'RUNTIME' } });
  });

  test('a token opens what was asked for and nothing beyond', async () => {
    const id = await world.register('Runtime', 'narrow');
    const token = await world.tokenOf(await world.clientOf('Runtime', id), 'runtime:read');
    expect((await world.ask(token, `{ runtime(id: "${id}") { name } }`)).body.data.runtime).toEqual({ name: 'narrow' });
    const set = `mutation { setRuntimeLabel(runtimeID: "${id}", key: "a", value: "b") { key } }`;
    expect((await world.ask(token, set)).body.errors[0].message).toBe(
      'insufficient scopes provided, required: [runtime:write], actual: [runtime:read]',
    );
  });

  test('a Runtime claims its Applications, updates its contacts and becomes CONNECTED as over mTLS', async () => {
    const { id, token } = await runtimeNamed('cluster');
    const shop = await world.register('Application', 'shop-of-cluster');
    for (const [kind, key] of [
      ['Application', shop],
      ['Runtime', id],
    ]) {
      const owner = kind === 'Application' ? 'applicationID' : 'runtimeID';
      await world.run(
        `mutation { set${kind}Label(${owner}: "${key}", key: "scenarios", value: ["campaign"]) { key } }`,
      );
    }
    const find = async () =>
      (
        await world.run(
          `{ runtime(id: "${id}") { status { condition } synchronizationStatus { lastAttempt lastSuccessfulFetch } } }`,
        )
      ).runtime;
    expect(await find()).toMatchObject({ synchronizationStatus: { lastAttempt: null } });
    const answer = await world.ask(token, agent2024(id), { tenant: 'default' });
    expect(answer.body.errors).toBeUndefined();
    expect(ids(answer.body.data.applicationsForRuntime)).toEqual([shop]);
    const { connections } = await world.run(
      `{ connections(runtimeID: "${id}", states: [CONNECTED]) { data { application { id } } } }`,
    );
    expect(connections.data).toEqual([{ application: { id: shop } }]);
    await expect.poll(find, { timeout: 5000 }).toMatchObject({
      status: { condition: 'CONNECTED' },
      synchronizationStatus: { lastAttempt: expect.any(String), lastSuccessfulFetch: expect.any(String) },
    });
    const entries = await world.gateways.database.read.select().from(activity).where(eq(activity.actorId, id));
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['runtime.statusChanged', 'connection.claimed']),
    );
  });

  test('is good at every instance that shares the database, and after a restart', async () => {
    const { id, client, token } = await runtimeNamed('anywhere');
    const { platform } = world.gateways;
    const another = openOAuth({
      platform,
      log: pino({ level: 'silent' }),
      director: { schema: createDirectorSchema() },
      provider: { cipher: platform.cipher, issuer: 'https://localhost' },
    });
    const listener = await openListener(express().use(another.routes), {
      host: '127.0.0.1',
      port: 0,
      variable: 'COMPASS_GATEWAY_PORT',
    });
    const url = `http://127.0.0.1:${listener.port}`;
    const viewer = async (bearer: string) => {
      const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
      const answer = await fetch(`${url}/director/graphql`, {
        method: 'POST',
        headers,
        body: '{"query":"{ viewer { id } }"}',
      });
      return answer.json();
    };
    expect(await viewer(token)).toEqual({ data: { viewer: { id } } });
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const fresh = await fetch(`${url}/oauth2/token`, { method: 'POST', headers: basic(client), body });
    const { access_token: other } = (await fresh.json()) as { access_token: string };
    expect((await world.ask(other, '{ viewer { id } }')).body.data).toEqual({ viewer: { id } });
    await world.run(`mutation { deleteSystemAuthForRuntime(authID: "${client.id}") { id } }`);
    expect(await viewer(token)).toMatchObject({ data: null, errors: [{ extensions: { error: 'Unauthorized' } }] });
    await listener.close(1000);
    await another.close();
  });

  test('an Application sees itself, and no other', async () => {
    const own = await world.register('Application', 'own');
    const other = await world.register('Application', 'other');
    const token = await world.tokenOf(await world.clientOf('Application', own), 'application:read application:write');
    const { body } = await world.ask(
      token,
      `{ applications { data { id } } other: application(id: "${other}") { id } }`,
    );
    expect(body.data).toEqual({ applications: { data: [{ id: own }] }, other: null });
    const taken = await world.ask(token, `mutation { unregisterApplication(id: "${other}") { id } }`);
    expect(taken.body.errors[0].message).toContain('Object was not found');
  });

  test('the header Tenant is optional, has to agree and cannot lead elsewhere', async () => {
    await world.gateways.addTenant('elsewhere');
    const { id, token } = await runtimeNamed('at-home');
    const query = `{ runtime(id: "${id}") { id } }`;
    for (const headers of [undefined, { tenant: 'default' }, { Tenant: 'default' }] as Record<string, string>[]) {
      expect((await world.ask(token, query, headers)).body.data).toEqual({ runtime: { id } });
    }
    for (const tenant of ['elsewhere', 'nowhere', world.admin.tenantId ?? '']) {
      const { body } = await world.ask(token, query, { tenant });
      expect(body).toMatchObject({
        data: { runtime: null },
        errors: [{ message: 'insufficient scopes provided, required: [runtime:read], actual: []' }],
      });
    }
  });

  test('identity headers and client ids from outside count for nothing', async () => {
    const victim = await runtimeNamed('victim');
    const { id, token } = await runtimeNamed('pretender');
    const headers = {
      'client-id-from-token': victim.client.id,
      'client-id-from-certificate': victim.client.id,
      'x-forwarded-client-cert': 'Subject="CN=victim"',
    };
    const { body } = await world.ask(token, '{ viewer { id } }', headers);
    expect(body.data.viewer).toEqual({ id });
  });

  describe('kills a token with the next request', () => {
    const works = async (token: string) => (await world.ask(token, '{ viewer { id } }')).status;

    test('when its client is deleted, while another client of the same owner lives on', async () => {
      const { id, client, token } = await runtimeNamed('two-clients');
      const second = await world.tokenOf(await world.clientOf('Runtime', id), runtimeScopes);
      expect([await works(token), await works(second)]).toEqual([200, 200]);
      await world.run(`mutation { deleteSystemAuthForRuntime(authID: "${client.id}") { id } }`);
      expect(await world.ask(token, status)).toMatchObject(invalid);
      expect(await works(second)).toBe(200);
    });

    test('when its owner is unregistered', async () => {
      const { id, token } = await runtimeNamed('unregistered');
      const application = await world.register('Application', 'unregistered');
      const other = await world.tokenOf(await world.clientOf('Application', application), 'application:read');
      const system = await world.register('IntegrationSystem', 'unregistered');
      const third = await world.tokenOf(await world.clientOf('IntegrationSystem', system), 'application:read');
      await world.run(`mutation { unregisterRuntime(id: "${id}") { id } unregisterApplication(id: "${application}") { id }
        unregisterIntegrationSystem(id: "${system}") { id } }`);
      expect([await works(token), await works(other), await works(third)]).toEqual([401, 401, 401]);
    });

    test('when its tenant becomes inactive', async () => {
      const tenantId = await world.gateways.addTenant('closing');
      const machine = await world.gateways.addMachine('RUNTIME', 'closing', tenantId);
      const as = { ...world.admin, tenantId };
      const { made } = await world.run(
        `mutation { made: requestClientCredentialsForRuntime(id: "${machine.ownerId}") { id auth { credential { ... on OAuthCredentialData { clientSecret } } } } }`,
        as,
      );
      const client = { id: made.id, secret: made.auth.credential.clientSecret };
      const token = await world.tokenOf(client, 'runtime:read');
      expect(await works(token)).toBe(200);
      await world.gateways.database.write(async (tx) => {
        await tx.update(tenants).set({ status: 'INACTIVE' }).where(eq(tenants.id, tenantId));
      });
      expect(await works(token)).toBe(401);
      expect((await world.post({ grant_type: 'client_credentials' }, basic(client))).status).toBe(401);
    });

    test('when it expires, and the sweep forgets it', async () => {
      const { token } = await runtimeNamed('expiring');
      world.gateways.ahead = hour - 10 * second;
      expect(await works(token)).toBe(200);
      world.gateways.ahead = hour + second;
      expect(await works(token)).toBe(401);
      const { database, platform } = world.gateways;
      const count = async () => (await database.read.select().from(accessTokens)).length;
      const before = await count();
      await database.write((tx) => removeExpiredAccessTokens(tx, platform.clock()));
      expect(await count()).toBeLessThan(before);
      world.gateways.ahead = 0;
    });
  });

  describe('of an integration system', () => {
    const scopes =
      'application:read application:write runtime:read runtime:write application_template:write integration_system:read';
    let id: string;
    let token: string;
    beforeAll(async () => {
      id = await world.register('IntegrationSystem', 'pairing');
      token = await world.tokenOf(await world.clientOf('IntegrationSystem', id), scopes);
    });

    test('works in no tenant unless it names one: what belongs to the installation answers, all else wants a tenant', async () => {
      const { body } = await world.ask(token, `{ viewer { id type } integrationSystem(id: "${id}") { name } }`);
      expect(body.data).toEqual({
        viewer: { id, type: 'INTEGRATION_SYSTEM' },
        integrationSystem: { name: 'pairing' },
      });
      const template =
        'createApplicationTemplate(in: { name: "form", accessLevel: GLOBAL, applicationInput: { name: "a" } }) { name }';
      expect((await world.ask(token, `mutation { ${template} }`)).body.data.createApplicationTemplate.name).toBe(
        'form',
      );
      for (const query of [
        '{ applications { totalCount } }',
        'mutation { registerApplication(in: { name: "x" }) { id } }',
      ]) {
        expect((await world.ask(token, query)).body.errors[0]).toMatchObject({
          message: 'Tenant is required',
          extensions: { error: 'TenantRequired', error_code: 24 },
        });
      }
    });

    test('works in any active tenant it names, and never in two at once', async () => {
      const tenantId = await world.gateways.addTenant('customer');
      const application = await world.gateways.addMachine('APPLICATION', 'customers-own', tenantId);
      const names = async (tenant: string) =>
        (await world.ask(token, '{ applications { data { name } } }', { tenant })).body.data.applications.data.map(
          ({ name }: { name: string }) => name,
        );
      expect(await names('customer')).toEqual(['customers-own']);
      expect(await names('default')).not.toContain('customers-own');
      const hidden = await world.ask(token, `{ application(id: "${application.ownerId}") { id } }`, {
        tenant: 'default',
      });
      expect(hidden.body.data).toEqual({ application: null });
      expect(await world.ask(token, '{ viewer { id } }', { tenant: 'unheard-of' })).toMatchObject({
        status: 400,
        body: { errors: [{ message: 'Tenant not found [externalTenantID=unheard-of]' }] },
      });
    });

    test('registers Applications and acts under its own name, but decides nothing about scenarios', async () => {
      const tenant = { tenant: 'default' };
      const registered = await world.ask(
        token,
        `mutation { registerApplication(in: { name: "managed", integrationSystemID: "${id}" }) { id } }`,
        tenant,
      );
      const application = registered.body.data.registerApplication.id;
      const [entry] = await world.gateways.database.read
        .select()
        .from(activity)
        .where(eq(activity.action, 'application.registered'))
        .then((rows) => rows.filter((row) => row.objects[0]?.id === application));
      expect(entry).toMatchObject({ actorType: 'INTEGRATION_SYSTEM', actorId: id, actorName: 'pairing' });
      for (const change of [
        `setApplicationLabel(applicationID: "${application}", key: "scenarios", value: ["campaign"]) { key }`,
        'registerApplication(in: { name: "sly", labels: { scenarios: ["campaign"] } }) { id }',
      ]) {
        const { body } = await world.ask(token, `mutation { ${change} }`, tenant);
        expect(body.errors[0].message).toBe('only an administrator changes the label scenarios');
      }
    });

    test('reads its own client secret and those of its own Applications, no other', async () => {
      const secrets = '{ id auth { credential { ... on OAuthCredentialData { clientId clientSecret url } } } }';
      const own = await world.ask(token, `{ integrationSystem(id: "${id}") { auths ${secrets} } }`);
      const [auth] = own.body.data.integrationSystem.auths;
      expect(auth.auth.credential).toEqual({
        clientId: auth.id,
        clientSecret: expect.stringMatching(/^[\w-]{43}$/),
        url: world.gateways.platform.settings.tokenURL,
      });
      const [mine, foreign] = [
        await world.register('Application', 'mine'),
        await world.register('Application', 'foreign'),
      ];
      await world.run(`mutation { updateApplication(id: "${mine}", in: { integrationSystemID: "${id}" }) { id } }`);
      for (const each of [mine, foreign]) await world.clientOf('Application', each);
      const seen = async (application: string) =>
        (await world.ask(token, `{ application(id: "${application}") { auths ${secrets} } }`, { tenant: 'default' }))
          .body.data.application.auths[0].auth;
      expect(await seen(mine)).toMatchObject({ credential: { clientSecret: expect.any(String) } });
      expect(await seen(foreign)).toBeNull();
    });
  });

  test('answers preflight requests of any origin, without credentials', async () => {
    const answer = await world.gateways.send({
      path: '/director/graphql',
      method: 'OPTIONS',
      headers: { origin: 'https://page.example', 'access-control-request-method': 'POST' },
    });
    expect(answer).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'authorization, content-type, tenant',
      },
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    const connector = await world.gateways.send({ method: 'OPTIONS', headers: { origin: 'https://page.example' } });
    expect(connector.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('keeps the limits of every other endpoint', async () => {
    const { token } = await runtimeNamed('limited');
    const headers = { authorization: `Bearer ${token}` };
    const large = JSON.stringify({ query: `{ viewer { id } } #${'x'.repeat(1_100_000)}` });
    expect(await world.gateways.send({ path: '/director/graphql', headers, body: large })).toMatchObject({
      status: 413,
    });
    expect(await world.gateways.send({ path: '/director/graphql', headers, body: '{' })).toMatchObject({ status: 400 });
    expect(await world.ask(token, '{ nothing }')).toMatchObject({ status: 422, body: { data: null } });
    expect(world.gateways.logged.join('')).not.toContain(token);
  });
});
