import pino from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import type { AuthRecord } from '../director/auth.ts';
import { openTarget, type TargetServer } from '../testing/targetServer.ts';
import { createOutgoing } from './outgoing.ts';
import type { OutgoingError } from './outgoingError.ts';
import { parseTarget } from './targets.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

let now = Date.parse('2026-11-19T14:32:00Z');

function client() {
  const allowed = [parseTarget('127.0.0.1') ?? []].flat();
  const made = createOutgoing({ allowed, log: pino({ level: 'silent' }), clock: () => now });
  opened.push(made);
  const send = (url: string, auth: Partial<AuthRecord>, more: { method?: 'POST'; body?: string } = {}) =>
    made.send({
      method: 'GET',
      url,
      auth: { credential: null, additionalHeaders: null, additionalQueryParams: null, requestAuth: null, ...auth },
      timeoutMs: 5000,
      mostBytes: 4096,
      ...more,
    });
  const reasonOf = (...parameters: Parameters<typeof send>) =>
    send(...parameters).then(
      ({ status }) => `it answered ${status}`,
      (error: OutgoingError) => error.reason,
    );
  return { send, reasonOf };
}

async function target(...parameters: Parameters<typeof openTarget>): Promise<TargetServer> {
  const made = await openTarget(...parameters);
  opened.push(made);
  return made;
}

/** A server with the resource at `/data` and a token endpoint at `/token`, which hands out `token-1`, `token-2` and so on. */
async function protectedTarget(grant: Record<string, unknown> = { expires_in: 3600 }) {
  let issued = 0;
  const server = await target((seen, response) => {
    if (seen.path === '/token') {
      issued += 1;
      response.end(JSON.stringify({ access_token: `token-${issued}`, token_type: 'Bearer', ...grant }));
    } else response.end();
  });
  const credential = { clientId: 'ada', clientSecret: 'p&ss word', url: `${server.url}/token` };
  const sent = () => server.seen.filter(({ path }) => path !== '/token').map(({ headers }) => headers.authorization);
  return { server, credential, sent };
}

describe('Basic credentials', () => {
  test('are sent in UTF-8', async () => {
    const server = await target();
    await client().send(server.url, { credential: { username: 'ada', password: 'pä:ss' } });
    const text = Buffer.from(server.seen[0]?.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    expect(text).toBe('ada:pä:ss');
  });

  test('cannot have a colon in the user name', async () => {
    const server = await target();
    expect(await client().reasonOf(server.url, { credential: { username: 'a:b', password: 'c' } })).toBe(
      'a user name with a colon cannot be sent',
    );
    expect(server.seen).toEqual([]);
  });
});

describe('OAuth client credentials', () => {
  test('are exchanged for a token, once until it expires', async () => {
    const { server, credential, sent } = await protectedTarget();
    const { send } = client();
    await send(`${server.url}/data`, { credential });
    await send(`${server.url}/data`, { credential });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/token',
      body: 'grant_type=client_credentials',
      headers: {
        authorization: `Basic ${Buffer.from('ada:p%26ss+word').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(sent()).toEqual(['Bearer token-1', 'Bearer token-1']);
    now += 3600 * 1000 - 29_000;
    await send(`${server.url}/data`, { credential });
    expect(sent()[2]).toBe('Bearer token-2');
  });

  test('of requests at the same time are exchanged once', async () => {
    const { server, credential } = await protectedTarget();
    const { send } = client();
    await Promise.all([1, 2, 3].map(() => send(`${server.url}/data`, { credential })));
    expect(server.seen.filter(({ path }) => path === '/token')).toHaveLength(1);
  });

  test('give nobody else their token: it is kept per endpoint, client and secret', async () => {
    const { server, credential, sent } = await protectedTarget();
    const { send } = client();
    await send(`${server.url}/data`, { credential });
    await send(`${server.url}/data`, { credential: { ...credential, clientSecret: 'guessed' } });
    expect(sent()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('without a stated life serve one request', async () => {
    const { server, credential, sent } = await protectedTarget({});
    const { send } = client();
    await send(`${server.url}/data`, { credential });
    await send(`${server.url}/data`, { credential });
    expect(sent()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('replace a token that was revoked early, once', async () => {
    const { server, credential, sent } = await protectedTarget();
    const { send } = client();
    await send(`${server.url}/data`, { credential });
    const granting = server.answer;
    server.answer = (seen, response) => {
      if (seen.path === '/token') granting(seen, response);
      else response.writeHead(seen.headers.authorization === 'Bearer token-1' ? 401 : 200).end();
    };
    expect((await send(`${server.url}/data`, { credential }, { method: 'POST', body: '{}' })).status).toBe(200);
    server.answer = (seen, response) =>
      seen.path === '/token' ? granting(seen, response) : response.writeHead(401).end();
    expect((await send(`${server.url}/data`, { credential })).status).toBe(401);
    expect(sent()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2', 'Bearer token-2', 'Bearer token-3']);
  });

  test.each<[string, TargetServer['answer']]>([
    ['the token endpoint answered 401', (_seen, response) => response.writeHead(401).end('{}')],
    ['the token endpoint answered 302', (_seen, response) => response.writeHead(302, { location: '/x' }).end()],
    ['the token endpoint did not answer JSON', (_seen, response) => response.end('<html>')],
    ['the token endpoint did not answer a bearer token', (_seen, response) => response.end('{"access_token":"x"}')],
    [
      'the token endpoint did not answer a bearer token',
      (_seen, response) => response.end('{"access_token":"a\\r\\nX-Evil: 1","token_type":"bearer"}'),
    ],
    ['the answer is larger than 64 KiB', (_seen, response) => response.end('x'.repeat(70_000))],
  ])('fail when %s', async (reason, answer) => {
    const server = await target(answer);
    const credential = { clientId: 'a', clientSecret: 'b', url: `${server.url}/token` };
    expect(await client().reasonOf(`${server.url}/data`, { credential })).toBe(reason);
    expect(server.seen.map(({ path }) => path)).toEqual(['/token']);
  });

  test('go to public token endpoints only', async () => {
    const server = await target();
    const credential = { clientId: 'a', clientSecret: 'b', url: 'http://169.254.169.254/token' };
    expect(await client().reasonOf(server.url, { credential })).toContain('169.254.169.254 is not a public address');
    expect(server.seen).toEqual([]);
  });
});

describe('CSRF tokens', () => {
  const handOut: TargetServer['answer'] = (seen, response) => {
    if (seen.headers['x-csrf-token'] === 'Fetch') {
      response.setHeader('X-CSRF-Token', 'abc').setHeader('Set-Cookie', ['SESSION=1; Path=/; HttpOnly', 'lb=2']);
    }
    response.end();
  };
  const csrfAt = (url: string, more = {}) => ({
    csrf: { tokenEndpointURL: url, credential: null, additionalHeaders: null, additionalQueryParams: null, ...more },
  });

  test('are fetched first and sent with the cookies they are bound to', async () => {
    const server = await target(handOut);
    const requestAuth = csrfAt(`${server.url}/csrf`, { additionalHeaders: { 'X-More': ['m'] } });
    await client().send(`${server.url}/data`, { requestAuth }, { method: 'POST', body: '{}' });
    expect(server.seen).toMatchObject([
      { method: 'GET', path: '/csrf', headers: { 'x-csrf-token': 'Fetch', 'x-more': 'm' } },
      { method: 'POST', path: '/data', headers: { 'x-csrf-token': 'abc', cookie: 'SESSION=1; lb=2' }, body: '{}' },
    ]);
  });

  test('are asked for with their own credential, or with that of the request at the same origin only', async () => {
    const server = await target(handOut);
    const other = await target(handOut);
    const credential = { username: 'ada', password: 'a' };
    const { send } = client();
    await send(`${server.url}/1`, { credential, requestAuth: csrfAt(`${server.url}/csrf`) });
    await send(`${server.url}/2`, { credential, requestAuth: csrfAt(`${other.url}/csrf`) });
    const own = { credential: { username: 'bob', password: 'b' } };
    await send(`${server.url}/3`, { credential, requestAuth: csrfAt(`${other.url}/csrf`, own) });
    expect(server.seen[0]?.headers.authorization).toBe('Basic YWRhOmE=');
    expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Basic Ym9iOmI=']);
  });

  test('that do not come, or break the header, are errors', async () => {
    const server = await target();
    const { reasonOf } = client();
    const requestAuth = csrfAt(`${server.url}/csrf`);
    expect(await reasonOf(server.url, { requestAuth })).toBe('the CSRF token endpoint answered 200 without a token');
    expect(await reasonOf(server.url, { requestAuth: csrfAt('http://10.0.0.1/') })).toContain('not a public address');
  });

  test('leave no cookie behind', async () => {
    const server = await target(handOut);
    const { send } = client();
    await send(`${server.url}/data`, { requestAuth: csrfAt(`${server.url}/csrf`) });
    await send(`${server.url}/later`, {});
    expect(server.seen.at(-1)?.headers).not.toHaveProperty('cookie');
  });
});

describe('Additional headers and query parameters', () => {
  test('are added to what is there', async () => {
    const server = await target();
    await client().send(`${server.url}/data?a=1&key=old`, {
      additionalHeaders: { 'X-Many': ['1', '2'], 'User-Agent': ['Mine'] },
      additionalQueryParams: { key: ['x y', 'z&'] },
    });
    expect(server.seen).toMatchObject([
      { path: '/data?a=1&key=x+y&key=z%26', headers: { 'x-many': '1, 2', 'user-agent': 'Mine' } },
    ]);
  });

  test.each([
    [{ 'X-A': ['b\r\nX-Evil: 1'] }, 'the value of the header x-a has characters that a header may not have'],
    [{ 'X-A': ['b\nc'] }, 'the value of the header x-a has characters that a header may not have'],
    [{ 'X-A': ['b\0'] }, 'the value of the header x-a has characters that a header may not have'],
    [{ 'X-A': ['\u{1f600}'] }, 'the value of the header x-a has characters that a header may not have'],
    [{ 'X-A: b\r\nX-Evil': ['1'] }, 'the name of an additional header is not one that HTTP knows'],
    [{ 'X A': ['1'] }, 'the name of an additional header is not one that HTTP knows'],
    [{ Host: ['internal'] }, 'the header host may not be set'],
    [{ 'Content-Length': ['0'] }, 'the header content-length may not be set'],
    [{ 'transfer-encoding': ['chunked'] }, 'the header transfer-encoding may not be set'],
    [{ Connection: ['upgrade'] }, 'the header connection may not be set'],
  ])('%j are refused', async (additionalHeaders, reason) => {
    const server = await target();
    expect(await client().reasonOf(server.url, { additionalHeaders: additionalHeaders as never })).toBe(reason);
    expect(server.seen).toEqual([]);
  });
});
