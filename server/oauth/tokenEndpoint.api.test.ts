import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokens } from '../db/tables/connector.tables.ts';
import { hour, minute } from '../shared/clock.ts';
import { sha256 } from '../shared/ids.ts';
import { basic, type Client, type OAuthWorld, openOAuthWorld } from '../testing/oauthClients.ts';

const grant = { grant_type: 'client_credentials' };
const wrongSecret = (client: Client) => basic({ ...client, secret: 'wrong' });

describe('The token endpoint', () => {
  let world: OAuthWorld;
  let application: string;
  let client: Client;
  beforeAll(async () => {
    world = await openOAuthWorld();
    application = await world.register('Application', 'shop');
    client = await world.clientOf('Application', application);
  });
  afterAll(() => world.gateways.close());

  const refusedWith = (status: number, error: string) => ({ status, body: { error } });

  test('RFC 6749 4.4.3, 5.1: answers a bearer token with its lifetime and scope, and nobody may keep the answer', async () => {
    const answer = await world.post({ ...grant, scope: 'application:read' }, basic(client));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'application:read',
    });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      pragma: 'no-cache',
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('RFC 6749 2.3.1: takes the secret from the Authorization header, form-encoded, or from the body', async () => {
    const secret = [...client.secret].map((each) => `%${each.charCodeAt(0).toString(16)}`).join('');
    const encoded = Buffer.from(`${client.id}:${secret}`).toString('base64');
    const answers = [
      await world.post(grant, basic(client)),
      await world.post(grant, { authorization: `Basic ${encoded}` }),
      await world.post({ ...grant, client_id: client.id, client_secret: client.secret }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('RFC 6749 2.3: refuses two ways of authentication at once', async () => {
    const both = { ...grant, client_id: client.id, client_secret: client.secret };
    expect(await world.post(both, basic(client))).toMatchObject(refusedWith(400, 'invalid_request'));
  });

  test('RFC 6749 2.3.1: does not take the secret from the address', async () => {
    const query = new URLSearchParams({ ...grant, client_id: client.id, client_secret: client.secret });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await world.gateways.send({ path: `/oauth2/token?${query}`, headers, body: '' });
    expect(answer).toMatchObject(refusedWith(400, 'invalid_request'));
  });

  test('RFC 6749 5.2: a wrong secret and an unknown client are told alike, with 401 and a challenge', async () => {
    const answers = [
      await world.post(grant, wrongSecret(client)),
      await world.post(grant, basic({ id: randomUUID(), secret: client.secret })),
      await world.post(grant, basic({ id: "' OR 1=1 --", secret: client.secret })),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject(refusedWith(401, 'invalid_client'));
      expect(answer.body).toEqual(answers[0]?.body);
      expect(answer.headers['www-authenticate']).toMatch(/^Basic realm=/);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  test('RFC 6749 2.3: a machine identity without credentials cannot get a token, nor can a client without its secret', async () => {
    const runtime = await world.gateways.addMachine('RUNTIME', 'only-certificates');
    expect(await world.post(grant, basic({ id: runtime.clientId, secret: '' }))).toMatchObject({ status: 400 });
    expect(await world.post(grant, basic({ id: runtime.clientId, secret: 'x' }))).toMatchObject({ status: 401 });
    expect(await world.post({ ...grant, client_id: client.id })).toMatchObject(refusedWith(401, 'invalid_client'));
    expect(await world.post({ ...grant, client_id: client.id, client_secret: '' })).toMatchObject({ status: 401 });
  });

  test('RFC 6749 3.3, 5.2: only scopes of the consumer are granted; any other is an error', async () => {
    for (const scope of ['runtime:read', 'application:read runtime:write', 'application:read made_up', 'openid']) {
      expect(await world.post({ ...grant, scope }, basic(client)), scope).toMatchObject(
        refusedWith(400, 'invalid_scope'),
      );
    }
    const all = await world.post({ ...grant, scope: 'application:write application:read' }, basic(client));
    expect(all.body.scope.split(' ').sort()).toEqual(['application:read', 'application:write']);
  });

  test('RFC 6749 3.3: without a scope the token opens nothing but what needs none (director.md 3.2)', async () => {
    const { body } = await world.post(grant, basic(client));
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 });
    const { body: viewer } = await world.ask(body.access_token, '{ viewer { id type } }');
    expect(viewer.data).toEqual({ viewer: { id: application, type: 'APPLICATION' } });
    const { body: refused } = await world.ask(body.access_token, '{ applications { totalCount } }');
    expect(refused.errors[0].message).toBe('insufficient scopes provided, required: [application:read], actual: []');
  });

  test.each([
    ['password', 'unsupported_grant_type'],
    ['authorization_code', 'unsupported_grant_type'],
    ['refresh_token', 'unsupported_grant_type'],
    ['implicit', 'unsupported_grant_type'],
    ['urn:ietf:params:oauth:grant-type:device_code', 'unsupported_grant_type'],
    ['', 'invalid_request'],
  ])('RFC 6749 5.2: grant type "%s" is %s', async (type, error) => {
    expect(await world.post({ grant_type: type }, basic(client))).toMatchObject(refusedWith(400, error));
  });

  test('RFC 6749 3.2: parameters must not be repeated, the method is POST, the body a form of bounded size', async () => {
    const twice = 'grant_type=client_credentials&grant_type=client_credentials';
    expect(await world.post(twice, basic(client))).toMatchObject(refusedWith(400, 'invalid_request'));
    const json = { ...basic(client), 'content-type': 'application/json' };
    expect(await world.post('{"grant_type":"client_credentials"}', json)).toMatchObject(
      refusedWith(400, 'invalid_request'),
    );
    const large = { ...grant, scope: 'x'.repeat(100_000) };
    expect(await world.post(large, basic(client))).toMatchObject(refusedWith(400, 'invalid_request'));
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await world.gateways.send({ path: '/oauth2/token', method });
      expect(answer).toMatchObject(refusedWith(405, 'invalid_request'));
      expect(answer.headers['allow']).toBe('OPTIONS, POST');
    }
  });

  test('answers JSON to browsers, too, and lets pages of any origin ask without cookies', async () => {
    const page = { origin: 'https://page.example', accept: 'text/html', cookie: 'a=b' };
    const answer = await world.post(grant, { ...basic(client), ...page });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    const refused = await world.post(grant, { ...wrongSecret(client), ...page });
    expect(refused.body).toMatchObject({ error: 'invalid_client' });
    const preflight = await world.gateways.send({
      path: '/oauth2/token',
      method: 'OPTIONS',
      headers: { origin: 'https://page.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight).toMatchObject({ status: 204, headers: { 'access-control-allow-methods': 'POST' } });
  });

  test('many tokens at once are all good and all different', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.post(grant, basic(client))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.access_token)).size).toBe(20);
  });

  test('keeps only the hash of a token, and forgets it after its expiry', async () => {
    const token = await world.tokenOf(client, 'application:read');
    const rows = () =>
      world.gateways.database.read
        .select()
        .from(accessTokens)
        .where(eq(accessTokens.hash, sha256(token)));
    expect(JSON.stringify(await world.gateways.database.read.select().from(accessTokens))).not.toContain(token);
    const [row] = await rows();
    expect(row).toMatchObject({ clientId: client.id, scope: 'application:read' });
    expect((row?.expiresAt ?? 0) - (row?.createdAt ?? 0)).toBe(hour);
  });

  test('after ten wrong secrets in a row even the right one has to wait a minute, from that address alone', async () => {
    const other = await world.clientOf('Application', application);
    const tries = [];
    for (let i = 0; i < 12; i += 1) {
      // Whatever a client says about its address does not help it.
      tries.push((await world.post(grant, { ...wrongSecret(other), 'x-forwarded-for': `10.0.0.${i}` })).status);
    }
    expect(tries).toEqual([...Array(10).fill(401), 429, 429]);
    const paused = await world.post(grant, basic(other));
    expect(paused).toMatchObject(refusedWith(429, 'invalid_client'));
    expect(Number(paused.headers['retry-after'])).toBeGreaterThan(50);
    expect((await world.post(grant, basic(client))).status).toBe(200);
    world.gateways.ahead += minute + 1;
    expect((await world.post(grant, basic(other))).status).toBe(200);
  });

  test('a success forgets earlier failures', async () => {
    const other = await world.clientOf('Application', application);
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 9; i += 1) await world.post(grant, wrongSecret(other));
      expect((await world.post(grant, basic(other))).status).toBe(200);
    }
  });

  test('a deleted client gets no more tokens', async () => {
    const other = await world.clientOf('Application', application);
    await world.run(`mutation { deleteSystemAuthForApplication(authID: "${other.id}") { id } }`);
    expect(await world.post(grant, basic(other))).toMatchObject(refusedWith(401, 'invalid_client'));
  });

  test('neither secrets nor tokens are ever logged', async () => {
    const token = await world.tokenOf(client, '');
    await world.post(grant, basic({ ...client, secret: 'wrong-but-secret' }));
    const log = world.gateways.logged.join('');
    expect(log).toContain('A client did not prove who it is');
    for (const secret of [client.secret, token, 'wrong-but-secret', basic(client).authorization.slice(6)]) {
      expect(log).not.toContain(secret);
    }
  });
});
