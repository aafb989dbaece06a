import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tenantRoles } from '../db/tables/access.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import { type ConsoleServer, password, startConsole } from '../testing/consoleServer.ts';
import { signInLinkLifetimeMs } from './person.ts';

const newPassword = 'another long sentence';

let server: ConsoleServer;
let boss: Record<string, string>;
let bossId: string;
beforeEach(async () => {
  server = await startConsole();
  bossId = await server.addPerson('boss@example.com', 'ADMINISTRATOR');
  boss = await server.signIn('boss@example.com');
});
afterEach(() => server.close());

async function ask(query: string, headers = boss): Promise<any> {
  return (await server.graphql(query, headers)).json();
}
async function data(query: string, headers = boss): Promise<any> {
  const answer = await ask(query, headers);
  if (answer.errors) throw new Error(answer.errors[0].message);
  return answer.data;
}
const problem = async (query: string, headers = boss): Promise<string> => (await ask(query, headers)).errors[0].message;

async function invite(email: string, role = 'VIEWER', headers = boss) {
  const { invitePerson } = await data(
    `mutation { invitePerson(in: { email: "${email}", role: ${role} }) { person { id state email } link { url expiresAt } } }`,
    headers,
  );
  const url = invitePerson.link?.url as string | undefined;
  return { ...invitePerson, secret: url && new URL(url).searchParams.get('token') };
}
const welcome = (token: string, chosen = newPassword) => server.post('/api/welcome', { token, password: chosen });
const cookieOf = (response: Response) => ({
  cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  'sec-fetch-site': 'same-origin',
});
const roleOf = async (headers: Record<string, string>) =>
  (await ask('{ session { role } }', headers)).data?.session.role;
const actions = async () => {
  const entries = await server.api.platform.database.read.select().from(activity).orderBy(activity.sequence);
  return entries.map(({ action }) => action);
};

describe('An invitation', () => {
  test('is a link that sets a password once and signs in', async () => {
    const { person, secret } = await invite('Mara@Example.com ');
    expect(person).toMatchObject({ state: 'INVITED', email: 'mara@example.com' });
    const looked = await (await server.fetch(`/api/welcome?token=${secret}`)).json();
    expect(looked).toEqual({ name: 'mara@example.com', email: 'mara@example.com', remainingSeconds: 72 * 3600 });
    const response = await welcome(secret);
    expect(response.status).toBe(200);
    expect(await roleOf(cookieOf(response))).toBe('VIEWER');
    expect((await welcome(secret)).status).toBe(410);
    expect((await server.fetch(`/api/welcome?token=${secret}`)).status).toBe(410);
    expect(await actions()).toEqual(['person.invited', 'person.passwordSet']);
    const { people } = await data('{ people { email state hasPassword sessions linkExpiresAt } }');
    expect(people[1]).toEqual({
      email: 'mara@example.com',
      state: 'ACTIVE',
      hasPassword: true,
      sessions: 1,
      linkExpiresAt: null,
    });
  });

  test('is spent by one of twenty at once', async () => {
    const { secret } = await invite('mara@example.com');
    const all = await Promise.all(Array.from({ length: 20 }, () => welcome(secret)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 410)]);
  });

  test('keeps its link for a weak password, and loses it to time or to another link', async () => {
    const { person, secret } = await invite('mara@example.com');
    expect((await welcome(secret, 'short')).status).toBe(400);
    const { createSignInLink } = await data(`mutation { createSignInLink(userID: "${person.id}") { url } }`);
    expect((await welcome(secret)).status).toBe(410);
    server.api.now += signInLinkLifetimeMs;
    expect((await welcome(new URL(createSignInLink.url).searchParams.get('token') ?? '')).status).toBe(410);
  });

  test('is refused for who is there already, and for what is no address', async () => {
    await invite('mara@example.com');
    expect(
      await problem('mutation { invitePerson(in: { email: "mara@example.com", role: VIEWER }) { link { url } } }'),
    ).toBe('validation error for type PersonInput: email: mara@example.com has a role in this tenant already.');
    expect(await problem('mutation { invitePerson(in: { email: "mara", role: VIEWER }) { link { url } } }')).toMatch(
      /email: write an e-mail address/,
    );
    expect(await actions()).toEqual(['person.invited']);
  });

  test('shows its secret in no log and no entry', async () => {
    const { secret } = await invite('mara@example.com');
    await server.fetch(`/api/welcome?token=${secret}`);
    await welcome(secret);
    const { database } = server.api.platform;
    expect(server.logged.join('')).not.toContain(secret);
    expect(JSON.stringify(await database.read.select().from(activity))).not.toContain(secret);
  });

  test('of somebody known in another tenant hands over no link into their account', async () => {
    const { secret } = await invite('mara@example.com');
    await welcome(secret);
    const tenantId = await server.api.newTenant('northwind');
    await server.api.platform.database.write(async (tx) => {
      await tx.insert(tenantRoles).values({ tenantId, userId: bossId, role: 'ADMINISTRATOR' });
    });
    const there = { ...boss, tenant: 'northwind' };
    const again = await invite('mara@example.com', 'OPERATOR', there);
    expect(again.link).toBeNull();
    expect(await problem(`mutation { createSignInLink(userID: "${again.person.id}") { url } }`, there)).toMatch(
      /only administrators of the default tenant/,
    );
    expect(await problem(`mutation { disablePerson(userID: "${again.person.id}") { id } }`, there)).toMatch(
      /only administrators of the default tenant/,
    );
    await data(`mutation { disablePerson(userID: "${again.person.id}") { id } }`);
  });
});

describe('A role', () => {
  test('counts from the next request on', async () => {
    const { person, secret } = await invite('mara@example.com');
    const mara = cookieOf(await welcome(secret));
    const create = 'mutation { createScenario(name: "campaign") { name } }';
    expect(await problem(create, mara)).toMatch(/insufficient scopes/);
    await data(`mutation { setRole(userID: "${person.id}", role: OPERATOR) { role } }`);
    await data(create, mara);
    expect(await problem('{ people { id } }', mara)).toMatch(/insufficient scopes/);
    await data(`mutation { removePerson(userID: "${person.id}") { role } }`);
    expect((await server.graphql('{ session { role } }', mara)).status).toBe(400);
  });

  test('of the last administrator stays', async () => {
    const alone = /boss@example.com is the last administrator of default/;
    expect(await problem(`mutation { setRole(userID: "${bossId}", role: VIEWER) { id } }`)).toMatch(alone);
    expect(await problem(`mutation { removePerson(userID: "${bossId}") { id } }`)).toMatch(alone);
    expect(await problem(`mutation { disablePerson(userID: "${bossId}") { id } }`)).toMatch(alone);
    const { people } = await data('{ people { isLastAdministrator } }');
    expect(people).toEqual([{ isLastAdministrator: true }]);
    expect(await actions()).toEqual([]);
  });

  test('of two administrators who demote each other at once, one stays', async () => {
    const other = await server.addPerson('other@example.com', 'ADMINISTRATOR');
    const theirs = await server.signIn('other@example.com');
    const answers = await Promise.all([
      ask(`mutation { setRole(userID: "${other}", role: VIEWER) { id } }`),
      ask(`mutation { setRole(userID: "${bossId}", role: VIEWER) { id } }`, theirs),
    ]);
    expect(answers.filter(({ errors }) => errors)).toHaveLength(1);
    expect(
      (await data('{ people { role } }', (await roleOf(boss)) === 'ADMINISTRATOR' ? boss : theirs)).people,
    ).toHaveLength(2);
  });

  test('that a disabled administrator has does not count as one who is there', async () => {
    const other = await server.addPerson('other@example.com', 'ADMINISTRATOR');
    await data(`mutation { disablePerson(userID: "${other}") { state } }`);
    expect(await problem(`mutation { setRole(userID: "${bossId}", role: VIEWER) { id } }`)).toMatch(
      /last administrator/,
    );
  });
});

describe('Somebody disabled', () => {
  test('is out with the next request, cannot sign in, and is back once enabled', async () => {
    const id = await server.addPerson('mara@example.com', 'OPERATOR');
    const mara = await server.signIn('mara@example.com');
    await data(`mutation { disablePerson(userID: "${id}") { state } }`);
    expect((await server.graphql('{ session { role } }', mara)).status).toBe(401);
    const refused = await server.post('/api/auth/sign-in/email', { email: 'mara@example.com', password });
    expect(refused.status).toBe(403);
    expect(((await refused.json()) as any).errors[0].message).toMatch(/disabled/);
    expect((await server.post('/api/auth/sign-in/email', { email: 'mara@example.com', password: 'no' })).status).toBe(
      401,
    );
    await data(`mutation { enablePerson(userID: "${id}") { state } }`);
    expect(await roleOf(await server.signIn('mara@example.com'))).toBe('OPERATOR');
  });

  test('has sessions no more, neither has who is signed out everywhere', async () => {
    const id = await server.addPerson('mara@example.com', 'OPERATOR');
    const [one, two] = [await server.signIn('mara@example.com'), await server.signIn('mara@example.com')];
    expect(await data(`mutation { endSessions(userID: "${id}") }`)).toEqual({ endSessions: 2 });
    for (const headers of [one, two]) expect((await server.graphql('{ session { role } }', headers)).status).toBe(401);
    expect(await actions()).toEqual(['person.sessionsEnded']);
  });
});
