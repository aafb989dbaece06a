import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activityOf } from '../testing/activityOf.ts';
import { type ConsoleServer, startConsole } from '../testing/consoleServer.ts';
import { registered, startIdentityProvider } from '../testing/identityProvider.ts';

let server: ConsoleServer;
let maraId: string;
beforeEach(async () => {
  server = await startConsole();
  maraId = await server.addPerson('mara@example.com', 'OPERATOR');
});
afterEach(() => server.close());

const attempt = (email: string, password: string) => server.post('/api/auth/sign-in/email', { email, password });
async function failures(tenantId = server.api.tenantId) {
  const { refusals, database } = server.api.platform;
  await refusals.flush();
  const entries = await activityOf(database, tenantId);
  return entries
    .filter(({ action }) => action === 'signIn.failed')
    .map(({ objects, after }) => [objects.map(({ id }) => id), after]);
}
const from = expect.stringContaining('127.0.0.1');

describe('A sign-in that fails', () => {
  test('is entered for the person, once for many tries, with the reason and where it came from', async () => {
    for (let at = 0; at < 7; at += 1) await attempt('Mara@example.com', 'not her password');
    expect(await failures()).toEqual([
      [[maraId], { reason: 'the password is wrong', count: 5, from }],
      [[maraId], { reason: 'too many tries: sign-in is paused for five minutes', count: 2, from }],
    ]);
  });

  test('is told to every tenant of the person, and to no other', async () => {
    const boss = await server.addPerson('boss@example.com', 'ADMINISTRATOR');
    const headers = await server.signIn('boss@example.com');
    await server.graphql('mutation { createTenant(in: { id: "northwind", name: "Northwind" }) { id } }', headers);
    const { data } = (await (await server.graphql('{ tenants { internalID } }', headers)).json()) as any;
    await attempt('boss@example.com', 'not the password');
    await attempt('mara@example.com', 'not her password');
    for (const { internalID } of data.tenants) {
      expect((await failures(internalID)).filter(([ids]) => (ids as string[]).includes(boss))).toHaveLength(1);
    }
    expect(await failures()).toHaveLength(2);
  });

  test('without such an account is told to the default tenant, without what was typed', async () => {
    await attempt('my secret typed into the wrong field', 'x');
    const told = await failures();
    expect(told).toEqual([[[], { reason: 'there is no account with that e-mail address', count: 1, from }]]);
    expect(JSON.stringify([told, server.logged])).not.toContain('my secret');
  });

  test('because the account is disabled says so', async () => {
    await server.graphql(`mutation { disablePerson(userID: "${maraId}") { id } }`);
    await attempt('mara@example.com', 'a long sentence works');
    expect(await failures()).toEqual([[[maraId], { reason: 'the account is disabled', count: 1, from }]]);
  });

  test('at a provider names the provider and why it was not enough', async () => {
    const idp = await startIdentityProvider(`${server.api.platform.settings.consoleURL}/api/auth/oidc/callback`);
    try {
      const create = 'mutation($in: IdentityProviderInput!) { createIdentityProvider(in: $in) { id } }';
      const input = { name: 'Corporate', issuer: idp.issuer, ...registered, emailDomains: [], trustsEmail: false };
      const variables = { in: { ...input, claim: 'groups', enabled: true, grants: [] } };
      const { data } = (await (await server.graphql(create, undefined, variables)).json()) as any;
      const { id } = data.createIdentityProvider;
      idp.person = { sub: 's', email: 'stranger@example.com', email_verified: true, name: 'Stranger' };
      const started = await server.fetch(`/api/auth/oidc/start?provider=${id}`, { redirect: 'manual' });
      const cookie = started.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ');
      const { search } = await idp.signIn(started.headers.get('location') ?? '');
      await server.fetch(`/api/auth/oidc/callback${search}`, { redirect: 'manual', headers: { cookie } });
      expect(await failures()).toEqual([[[id], { reason: 'no group gives a role in any tenant', count: 1, from }]]);
    } finally {
      await idp.close();
    }
  });
});
