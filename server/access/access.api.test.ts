import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sessions, tenantRoles, users } from '../db/tables/access.tables.ts';
import { activity, tenants } from '../db/tables/tenant.tables.ts';
import { adminToken, type ConsoleServer, password, startConsole } from '../testing/consoleServer.ts';
import { setupLinkLifetimeMs } from './firstStart.ts';

const email = 'mara.keller@example.com';
const sessionQuery = '{ session { role user { email } tenant { id internalID } tenants { id } scopes } }';

let server: ConsoleServer;
beforeEach(async () => {
  server = await startConsole();
});
afterEach(() => server.close());

const messageOf = async (response: Response) => ((await response.json()) as any).errors[0].message as string;

describe('The setup link', () => {
  const body = (token: string | null, more: object = {}) => ({
    token,
    email,
    password,
    tenantName: 'Northwind Retail',
    ...more,
  });

  test('tells its remaining time without being spent', async () => {
    const token = await server.firstStart.newSetupSecret();
    for (let i = 0; i < 2; i += 1) {
      const response = await server.fetch(`/api/setup?token=${token}`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ remainingSeconds: 1800 });
    }
  });

  test('creates the first administrator, renames the tenant, signs in and is spent', async () => {
    const token = await server.firstStart.newSetupSecret();
    const response = await server.post('/api/setup', body(token));
    expect(response.status).toBe(201);
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { data } = (await (
      await server.graphql(sessionQuery, { cookie, 'sec-fetch-site': 'same-origin' })
    ).json()) as any;
    expect(data.session).toMatchObject({ role: 'ADMINISTRATOR', user: { email } });
    const [tenant] = await server.api.platform.database.read.select().from(tenants);
    expect(tenant?.name).toBe('Northwind Retail');
    const entries = await server.api.platform.database.read.select().from(activity);
    expect(entries.map(({ action }) => action)).toEqual(['administrator.created']);
    expect(JSON.stringify(entries)).not.toContain(password);
    expect((await server.fetch(`/api/setup?token=${token}`)).status).toBe(410);
    expect(await server.firstStart.newSetupSecret()).toBeNull();
  });

  test('twenty requests at once make one administrator', async () => {
    const token = await server.firstStart.newSetupSecret();
    const people = Array.from({ length: 20 }, (_, index) => body(token, { email: `p${index}@example.com` }));
    const statuses = await Promise.all(people.map(async (each) => (await server.post('/api/setup', each)).status));
    expect(statuses.toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 410)]);
    expect(await server.api.platform.database.read.select().from(users)).toHaveLength(1);
  });

  test('a refused password leaves it unspent', async () => {
    const token = await server.firstStart.newSetupSecret();
    for (const [bad, problem] of [
      ['short', /at least 12 characters/],
      ['password1234', /leaked/],
      ['aaaaaaaaaaaaaaa', /leaked/],
      [email, /e-mail address is not a password/],
    ] as const) {
      const response = await server.post('/api/setup', body(token, { password: bad }));
      expect(response.status).toBe(400);
      expect(await messageOf(response)).toMatch(problem);
    }
    expect((await server.fetch(`/api/setup?token=${token}`)).status).toBe(200);
  });

  test('a new link invalidates the old one, and time ends it', async () => {
    const old = await server.firstStart.newSetupSecret();
    const token = await server.firstStart.newSetupSecret();
    expect((await server.post('/api/setup', body(old))).status).toBe(410);
    server.api.now += setupLinkLifetimeMs;
    expect((await server.fetch(`/api/setup?token=${token}`)).status).toBe(410);
    expect((await server.post('/api/setup', body(token))).status).toBe(410);
  });

  test('no request to it shows the token in the log', async () => {
    const token = await server.firstStart.newSetupSecret();
    await server.fetch(`/api/setup?token=${token}`);
    await server.post('/api/setup', body(token));
    expect(server.logged.join('')).not.toContain(token);
    expect(server.logged.join('')).toContain('token=[redacted]');
  });
});

describe('Signing in', () => {
  beforeEach(async () => void (await server.addPerson(email, 'OPERATOR')));

  test('sets a cookie that scripts cannot read and other sites do not send, for seven days', async () => {
    const response = await server.post('/api/auth/sign-in/email', { email, password });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ user: { id: expect.any(String), name: email, email } });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^compass\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Max-Age=604800/);
    expect(cookie).not.toMatch(/; Secure/);
  });

  test('marks the cookie Secure when the console is reached over https', async () => {
    const secured = await startConsole({ publicOrigin: 'https://compass.example' });
    try {
      await secured.addPerson(email, 'VIEWER');
      const response = await secured.post(
        '/api/auth/sign-in/email',
        { email, password },
        { origin: 'https://compass.example' },
      );
      expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-compass\.session_token=.*; Secure/);
    } finally {
      await secured.close();
    }
  });

  test('does not mind the case of the e-mail address', async () => {
    const response = await server.post('/api/auth/sign-in/email', { email: email.toUpperCase(), password });
    expect(response.status).toBe(200);
  });

  test('counts down and pauses for five minutes, for this account only', async () => {
    await server.addPerson('other@example.com', 'VIEWER');
    const wrong = () => server.post('/api/auth/sign-in/email', { email, password: 'not the password' });
    const messages: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      const response = await wrong();
      expect(response.status).toBe(401);
      messages.push(await messageOf(response));
    }
    expect(messages[0]).toBe('E-mail and password do not match. 4 tries left before a pause of 5 minutes.');
    expect(messages[3]).toBe('E-mail and password do not match. 1 try left before a pause of 5 minutes.');
    expect(messages[4]).toBe('E-mail and password do not match. Sign-in pauses for 5 minutes.');
    const paused = await server.post('/api/auth/sign-in/email', { email, password });
    expect(paused.status).toBe(429);
    expect(paused.headers.get('retry-after')).toBe('300');
    await server.signIn('other@example.com');
    server.api.now += 5 * 60_000;
    await server.signIn(email);
  });

  test('lets no more than five of fifty simultaneous guesses through', async () => {
    const guesses = Array.from({ length: 50 }, () =>
      server.post('/api/auth/sign-in/email', { email, password: 'a guess' }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(45);
  });

  test('answers the same for an unknown account, and takes the time of a hash', async () => {
    const timed = async (address: string) => {
      const from = performance.now();
      const response = await server.post('/api/auth/sign-in/email', { email: address, password: 'not the password' });
      return { ms: performance.now() - from, status: response.status, message: await messageOf(response) };
    };
    const known = await timed(email);
    const unknown = await timed('nobody@example.com');
    expect({ ...unknown, ms: 0 }).toEqual({ ...known, ms: 0 });
    expect(unknown.ms).toBeGreaterThan(known.ms / 4);
  });

  test('again replaces the session the browser had', async () => {
    const before = await server.signIn(email);
    const response = await server.post('/api/auth/sign-in/email', { email, password }, before);
    expect(response.status).toBe(200);
    expect((await server.graphql(sessionQuery, before)).status).toBe(401);
    expect(await server.api.platform.database.read.select().from(sessions)).toHaveLength(1);
  });

  test('there is no public sign-up and no other endpoint of the library', async () => {
    for (const path of ['sign-up/email', 'request-password-reset', 'update-user', 'delete-user']) {
      expect((await server.post(`/api/auth/${path}`, { email: 'new@example.com', password, name: 'n' })).status).toBe(
        404,
      );
    }
  });
});

describe('A session', () => {
  beforeEach(async () => void (await server.addPerson(email, 'OPERATOR')));

  test('is told to its owner without its secret', async () => {
    const headers = await server.signIn(email);
    const response = await server.fetch('/api/auth/get-session', { headers });
    expect(Object.keys((await response.json()) as object)).toEqual(['user', 'expiresAt']);
    expect(await (await server.fetch('/api/auth/get-session')).json()).toBeNull();
  });

  test('ends with sign-out, on the server too', async () => {
    const headers = await server.signIn(email);
    expect((await server.graphql(sessionQuery, headers)).status).toBe(200);
    const response = await server.post('/api/auth/sign-out', {}, headers);
    expect(response.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
    expect((await server.graphql(sessionQuery, headers)).status).toBe(401);
  });

  test('follows a changed role, a lost tenant and a deleted person with the next request', async () => {
    const headers = await server.signIn(email);
    const { database } = server.api.platform;
    const role = async () => ((await (await server.graphql(sessionQuery, headers)).json()) as any).data?.session.role;
    expect(await role()).toBe('OPERATOR');
    await database.write(async (tx) => void (await tx.update(tenantRoles).set({ role: 'VIEWER' })));
    expect(await role()).toBe('VIEWER');
    await database.write(async (tx) => void (await tx.delete(tenantRoles)));
    const lost = await server.graphql(sessionQuery, headers);
    expect(lost.status).toBe(400);
    expect(((await lost.json()) as any).errors[0].extensions).toEqual({ error_code: 25, error: 'TenantNotFound' });
    await database.write(async (tx) => void (await tx.delete(users)));
    expect((await server.graphql(sessionQuery, headers)).status).toBe(401);
  });
});

describe('The tenant', () => {
  test('is the default one for automation, or the one asked for by header or parameter', async () => {
    await server.api.newTenant('northwind');
    const tenantId = async (headers: Record<string, string>, query = '') => {
      const response = await server.post(
        `/graphql${query}`,
        { query: sessionQuery },
        { authorization: `Bearer ${adminToken}`, ...headers },
      );
      return ((await response.json()) as any).data?.session.tenant.id ?? response.status;
    };
    expect(await tenantId({})).toBe('default');
    expect(await tenantId({ tenant: 'northwind' })).toBe('northwind');
    expect(await tenantId({}, '?tenant=northwind')).toBe('northwind');
    expect(await tenantId({ tenant: 'nowhere' })).toBe(400);
  });

  test('is refused to people who have no role there, and when it is inactive', async () => {
    await server.api.newTenant('northwind');
    await server.addPerson(email, 'ADMINISTRATOR');
    const headers = await server.signIn(email);
    expect((await server.graphql(sessionQuery, { ...headers, tenant: 'default' })).status).toBe(200);
    expect((await server.graphql(sessionQuery, { ...headers, tenant: 'northwind' })).status).toBe(400);
    const { database } = server.api.platform;
    await database.write(async (tx) => {
      await tx.update(tenants).set({ status: 'INACTIVE' }).where(eq(tenants.id, server.api.tenantId));
    });
    expect((await server.graphql(sessionQuery, headers)).status).toBe(400);
  });
});

describe('What reaches every tenant', () => {
  test('is changed by administrators of the default tenant, not by those of another', async () => {
    const tenantId = await server.api.newTenant('northwind');
    const userId = await server.addPerson(email, 'ADMINISTRATOR');
    await server.api.platform.database.write(async (tx) => {
      await tx.insert(tenantRoles).values({ tenantId, userId, role: 'ADMINISTRATOR' });
    });
    const headers = await server.signIn(email);
    const scopesIn = async (tenant: string) => {
      const response = await server.graphql(sessionQuery, { ...headers, tenant });
      return new Set(((await response.json()) as any).data.session.scopes as string[]);
    };
    const [home, away] = [await scopesIn('default'), await scopesIn('northwind')];
    expect([...home.difference(away)].sort()).toEqual([
      'application_template:write',
      'certificate_authority:read',
      'certificate_authority:write',
      'identity_provider:read',
      'identity_provider:write',
      'integration_system.auths:read',
      'integration_system:write',
      'tenant:write',
    ]);
  });
});

describe('Credentials', () => {
  test.each([
    ['none', {}],
    ['a wrong bearer token', { authorization: 'Bearer wrong' }],
    ['basic authentication', { authorization: 'Basic dGVzdDp0ZXN0' }],
    ['a forged session cookie', { cookie: 'compass.session_token=abc.def', 'sec-fetch-site': 'same-origin' }],
    ['identity headers of the reference', { 'client-id-from-certificate': 'x', 'client-id-from-token': 'x' }],
    ['headers of a proxy', { 'x-forwarded-user': 'admin', 'x-compass-address': '::1', 'x-forwarded-for': '127.0.0.1' }],
  ])('%s: 401 with errors', async (_name, headers) => {
    const response = await server.graphql(sessionQuery, headers as Record<string, string>);
    expect(response.status).toBe(401);
    expect(((await response.json()) as any).errors[0].extensions).toEqual({ error_code: 26, error: 'Unauthorized' });
  });

  test('the address of a session is the one of the socket, whatever headers say', async () => {
    await server.addPerson(email, 'VIEWER');
    await server.post(
      '/api/auth/sign-in/email',
      { email, password },
      { 'x-forwarded-for': '9.9.9.9', 'x-compass-address': '9.9.9.9' },
    );
    const [session] = await server.api.platform.database.read.select().from(sessions);
    expect(session?.ipAddress).toBe('127.0.0.1');
  });
});

describe('A foreign page', () => {
  let headers: { cookie: string };
  beforeEach(async () => {
    await server.addPerson(email, 'ADMINISTRATOR');
    headers = { cookie: (await server.signIn(email)).cookie };
  });

  test.each([
    ['cross-site fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this host', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['no sign of its origin', {}],
  ])('cannot act with the cookie: %s', async (_name, more) => {
    for (const path of ['/graphql', '/api/auth/sign-out']) {
      const response = await server.post(path, { query: sessionQuery }, { ...headers, ...more } as Record<
        string,
        string
      >);
      expect(response.status).toBe(403);
    }
    const sent = `/graphql?query=${encodeURIComponent(sessionQuery)}`;
    if (Object.keys(more).length > 0) {
      expect((await server.fetch(sent, { headers: { ...headers, ...more } as Record<string, string> })).status).toBe(
        403,
      );
    }
  });

  test('cannot sign its visitor in as somebody else', async () => {
    const response = await server.post(
      '/api/auth/sign-in/email',
      { email, password },
      { origin: 'https://evil.example' },
    );
    expect(response.status).toBe(403);
  });

  test('while our own page can, and a bearer token needs no page', async () => {
    const ownPages: Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, { origin: server.url }];
    for (const own of ownPages) {
      expect((await server.graphql(sessionQuery, { ...headers, ...own })).status).toBe(200);
    }
    const token = { authorization: `Bearer ${adminToken}`, origin: 'https://automation.example' };
    expect((await server.graphql(sessionQuery, token)).status).toBe(200);
  });
});
