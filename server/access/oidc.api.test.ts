import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { identityProviders } from '../db/tables/access.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import { type ConsoleServer, startConsole } from '../testing/consoleServer.ts';
import { registered, startIdentityProvider, type TestIdentityProvider } from '../testing/identityProvider.ts';

let server: ConsoleServer;
let idp: TestIdentityProvider;
let providerId: string;

const ask = async (query: string, headers?: Record<string, string>, variables?: unknown): Promise<any> =>
  (await server.graphql(query, headers, variables)).json();

const input = (more: object = {}) => ({
  name: 'Corporate',
  issuer: idp.issuer,
  ...registered,
  emailDomains: [],
  trustsEmail: false,
  claim: 'groups',
  enabled: true,
  grants: [
    { claimValue: 'platform', tenantID: 'default', role: 'ADMINISTRATOR' },
    { claimValue: 'operations', tenantID: 'default', role: 'OPERATOR' },
  ],
  ...more,
});
const update = (more: object) =>
  ask(
    'mutation($id: ID!, $in: IdentityProviderInput!) { updateIdentityProvider(id: $id, in: $in) { id } }',
    undefined,
    { id: providerId, in: input(more) },
  );

beforeEach(async () => {
  server = await startConsole();
  idp = await startIdentityProvider(`${server.api.platform.settings.consoleURL}/api/auth/oidc/callback`);
  const { data } = await ask(
    'mutation($in: IdentityProviderInput!) { createIdentityProvider(in: $in) { id } }',
    undefined,
    { in: input() },
  );
  providerId = data.createIdentityProvider.id;
});
afterEach(async () => {
  await idp.close();
  await server.close();
});

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');

async function begin(returnTo = '/t/default/map') {
  const search = new URLSearchParams({ provider: providerId, return: returnTo });
  const response = await server.fetch(`/api/auth/oidc/start?${search}`, { redirect: 'manual' });
  return { location: response.headers.get('location') ?? '', cookie: cookiesOf(response) };
}
const comeBack = ({ search }: URL, cookie: string) =>
  server.fetch(`/api/auth/oidc/callback${search}`, {
    redirect: 'manual',
    // As a browser does when another site leads here.
    headers: { cookie, 'sec-fetch-site': 'cross-site' },
  });

/** The whole way: from the sign-in page to the provider and back. */
async function signIn(person: Record<string, unknown> & { sub: string }) {
  idp.person = { email: 'mara@example.com', email_verified: true, name: 'Mara Keller', ...person };
  const { location, cookie } = await begin();
  const response = await comeBack(await idp.signIn(location), cookie);
  const session = { cookie: cookiesOf(response), 'sec-fetch-site': 'same-origin' };
  return { location: response.headers.get('location'), session };
}
const who = async (session: Record<string, string>) =>
  (await ask('{ session { role user { name email } } }', session)).data?.session;

describe('Signing in with a provider', () => {
  test('makes the person with the role of their groups, by code and PKCE', async () => {
    const { location, session } = await signIn({ sub: 'm1', groups: ['operations', 'other'] });
    expect(location).toBe('/t/default/map');
    expect(await who(session)).toEqual({
      role: 'OPERATOR',
      user: { name: 'Mara Keller', email: 'mara@example.com' },
    });
    expect(idp.asked.get('code_challenge_method')).toBe('S256');
    expect(idp.asked.get('response_type')).toBe('code');
    const { data } = await ask(
      '{ people { email state roleFrom providers hasPassword } identityProviders { people } }',
    );
    expect(data).toEqual({
      people: [
        {
          email: 'mara@example.com',
          state: 'ACTIVE',
          roleFrom: 'Corporate',
          providers: ['Corporate'],
          hasPassword: false,
        },
      ],
      identityProviders: [{ people: 1 }],
    });
    const entries = await server.api.platform.database.read.select().from(activity).orderBy(activity.sequence);
    expect(entries.map(({ action }) => action)).toEqual(['identityProvider.created', 'person.roleGranted']);
  });

  test('follows the groups at each sign-in, but for a role given by hand', async () => {
    await server.addPerson('boss@example.com', 'ADMINISTRATOR');
    const first = await signIn({ sub: 'm1', groups: ['operations'] });
    const again = await signIn({ sub: 'm1', groups: ['platform'] });
    expect((await who(again.session)).role).toBe('ADMINISTRATOR');
    expect((await who(first.session)).role).toBe('ADMINISTRATOR');
    expect((await signIn({ sub: 'm1', groups: [] })).location).toBe(
      '/signin?problem=no-access&return=%2Ft%2Fdefault%2Fmap',
    );
    expect(await who(again.session)).toBeUndefined();
    const { session } = await signIn({ sub: 'm1', groups: ['operations'] });
    const { data } = await ask('{ people { id email } }');
    const { id } = data.people.find(({ email }: { email: string }) => email === 'mara@example.com');
    await ask(`mutation { setRole(userID: "${id}", role: VIEWER) { id } }`);
    expect((await who(session)).role).toBe('VIEWER');
    expect((await who((await signIn({ sub: 'm1', groups: ['platform'] })).session)).role).toBe('VIEWER');
  });

  test('leaves the last administrator in place', async () => {
    await signIn({ sub: 'm1', groups: ['platform'] });
    const { session } = await signIn({ sub: 'm1', groups: [] });
    expect((await who(session)).role).toBe('ADMINISTRATOR');
  });

  test('knows somebody invited by their verified address, and keeps their role', async () => {
    await server.addPerson('mara@example.com', 'VIEWER');
    const { session } = await signIn({ sub: 'm1', groups: ['platform'] });
    expect((await who(session)).role).toBe('VIEWER');
    expect((await ask('{ people { providers hasPassword } }')).data.people).toEqual([
      { providers: ['Corporate'], hasPassword: true },
    ]);
  });

  test.each([
    ['nobody grants a role', { groups: ['others'] }, {}, 'no-access'],
    ['there is no address', { email: undefined, groups: ['platform'] }, {}, 'no-email'],
    ['the address is not verified', { email_verified: false, groups: ['platform'] }, {}, 'not-verified'],
    ['the address is of another domain', { groups: ['platform'] }, { emailDomains: ['example.org'] }, 'domain'],
  ])('is refused where %s, and leaves nobody behind', async (_name, claims, settings, problem) => {
    await update(settings);
    const { location, session } = await signIn({ sub: 'm1', ...claims });
    expect(location).toMatch(new RegExp(`^/signin\\?problem=${problem}`));
    expect(session.cookie).toBe('');
    expect((await ask('{ people { id } }')).data.people).toEqual([]);
  });

  test('gives everybody the role of a grant without a value, if addresses are trusted also those not verified', async () => {
    await update({ trustsEmail: true, grants: [{ tenantID: 'default', role: 'VIEWER' }] });
    expect((await who((await signIn({ sub: 'm1', email_verified: false })).session)).role).toBe('VIEWER');
  });

  test('is refused for somebody disabled', async () => {
    await signIn({ sub: 'm1', groups: ['operations'] });
    await server.addPerson('boss@example.com', 'ADMINISTRATOR');
    const { data } = await ask('{ people { id email } }');
    const { id } = data.people.find(({ email }: { email: string }) => email === 'mara@example.com');
    await ask(`mutation { disablePerson(userID: "${id}") { id } }`);
    expect((await signIn({ sub: 'm1', groups: ['operations'] })).location).toMatch(/problem=disabled/);
  });
});

describe('What comes back from a provider', () => {
  beforeEach(() => {
    idp.person = { sub: 'm1', email: 'mara@example.com', email_verified: true, groups: ['operations'] };
  });

  test.each([
    ['without the cookie of a sign-in', ''],
    ['with a forged cookie', 'compass.provider=v1:x:y:z:w'],
  ])('%s opens nothing', async (_name, cookie) => {
    const { location } = await begin();
    const response = await comeBack(await idp.signIn(location), cookie);
    expect(response.headers.get('location')).toMatch(/problem=interrupted/);
  });

  test('with the state, the code or the nonce of another sign-in opens nothing', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    const [here, there] = [await idp.signIn(mine.location), await idp.signIn(theirs.location)];
    expect((await comeBack(there, mine.cookie)).headers.get('location')).toMatch(/problem=failed/);
    const mixed = new URL(here);
    mixed.searchParams.set('code', there.searchParams.get('code') ?? '');
    expect((await comeBack(mixed, mine.cookie)).headers.get('location')).toMatch(/problem=failed/);
  });

  test('a second time opens nothing', async () => {
    const { location, cookie } = await begin();
    const back = await idp.signIn(location);
    expect((await comeBack(back, cookie)).headers.get('location')).toBe('/t/default/map');
    expect((await comeBack(back, cookie)).headers.get('location')).toMatch(/problem=failed/);
  });

  test('leads only to addresses of the console', async () => {
    const { location, cookie } = await begin('//evil.example');
    expect((await comeBack(await idp.signIn(location), cookie)).headers.get('location')).toBe('/');
  });

  test('late, or for a provider that was switched off meanwhile, opens nothing', async () => {
    const late = await begin();
    const back = await idp.signIn(late.location);
    server.api.now += 11 * 60_000;
    expect((await comeBack(back, late.cookie)).headers.get('location')).toMatch(/problem=interrupted/);
    const { location, cookie } = await begin();
    await update({ enabled: false });
    expect((await comeBack(await idp.signIn(location), cookie)).headers.get('location')).toMatch(/problem=interrupted/);
    expect((await begin()).location).toMatch(/problem=unavailable/);
  });
});

describe('A provider', () => {
  test('keeps its secret sealed, and shows it in no entry, list or log', async () => {
    await signIn({ sub: 'm1', groups: ['operations'] });
    const { read } = server.api.platform.database;
    const kept = [await read.select().from(identityProviders), await read.select().from(activity), server.logged];
    expect(JSON.stringify(kept)).not.toContain(registered.clientSecret);
    await update({ clientSecret: null });
    expect((await signIn({ sub: 'm1', groups: ['operations'] })).location).toBe('/t/default/map');
    await update({ clientSecret: 'wrong' });
    expect((await signIn({ sub: 'm1', groups: ['operations'] })).location).toMatch(/problem=failed/);
  });

  test('is offered to whoever signs in while it is enabled', async () => {
    const offered = async () => (await server.fetch('/api/auth/providers')).json();
    expect(await offered()).toEqual([{ id: providerId, name: 'Corporate' }]);
    await update({ enabled: false });
    expect(await offered()).toEqual([]);
  });

  test('is called only where Compass may call', async () => {
    const { errors } = await update({ issuer: 'https://10.0.0.1' });
    expect(errors[0].message).toMatch(/validation error for type IdentityProviderInput: issuer: /);
    const check = async (issuer: string) =>
      (await ask(`{ it: checkIssuer(issuer: "${issuer}") { problem } }`)).data?.it.problem;
    expect(await check(idp.issuer)).toBeNull();
    expect(await check(`${idp.issuer}/nothing`)).not.toBeNull();
  });

  test('that is deleted ends the sessions of who has no other way in, and leaves their roles', async () => {
    const { session } = await signIn({ sub: 'm1', groups: ['operations'] });
    expect(await ask(`mutation { deleteIdentityProvider(id: "${providerId}") { people } }`)).toEqual({
      data: { deleteIdentityProvider: { people: 1 } },
    });
    expect(await who(session)).toBeUndefined();
    expect((await ask('{ people { role roleFrom state } }')).data.people).toEqual([
      { role: 'OPERATOR', roleFrom: null, state: 'INVITED' },
    ]);
  });
});
