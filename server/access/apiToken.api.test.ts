import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { apiTokens } from '../db/tables/access.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';
import { day, minute } from '../shared/clock.ts';
import { type ConsoleServer, startConsole } from '../testing/consoleServer.ts';

let server: ConsoleServer;
let mara: Record<string, string>;
let maraId: string;
beforeEach(async () => {
  server = await startConsole();
  maraId = await server.addPerson('mara@example.com', 'OPERATOR');
  mara = await server.signIn('mara@example.com');
});
afterEach(() => server.close());

const ask = async (query: string, headers = mara): Promise<any> => (await server.graphql(query, headers)).json();
async function newToken(scopes = ['landscape:read', 'landscape:write'], headers = mara) {
  const { data, errors } = await ask(
    `mutation { createApiToken(in: { name: "pipeline", scopes: ${JSON.stringify(scopes)}, daysValid: 30 }) { token apiToken { id } } }`,
    headers,
  );
  if (errors) throw new Error(errors[0].message);
  return { id: data.createApiToken.apiToken.id, bearer: { authorization: `Bearer ${data.createApiToken.token}` } };
}
const scenarios = (headers: Record<string, string>) => server.graphql('{ scenarios { name } }', headers);

describe('An API token', () => {
  test('opens what its scopes say in its tenant, and is noted as the actor', async () => {
    const { id, bearer } = await newToken();
    expect((await scenarios(bearer)).status).toBe(200);
    expect((await ask('mutation { createScenario(name: "campaign") { name } }', bearer)).data).toEqual({
      createScenario: { name: 'campaign' },
    });
    expect((await ask('{ applications { totalCount } }', bearer)).errors[0].message).toMatch(/insufficient scopes/);
    const [, entry] = await server.api.platform.database.read.select().from(activity).orderBy(activity.sequence);
    expect(entry).toMatchObject({ actorType: 'AUTOMATION', actorId: id, actorName: 'pipeline' });
  });

  test('works in no other tenant and tells of none', async () => {
    await server.api.newTenant('northwind');
    const { bearer } = await newToken(['console:read', 'tenant:read']);
    expect((await server.graphql('{ session { role } }', { ...bearer, tenant: 'northwind' })).status).toBe(400);
    const { data } = await ask('{ session { tenants { id } } tenants { id } }', bearer);
    expect(data).toEqual({ session: { tenants: [{ id: 'default' }] }, tenants: [{ id: 'default' }] });
  });

  test('is kept as a hash, and shown in no log, entry or list', async () => {
    const { bearer } = await newToken();
    const secret = bearer.authorization.slice('Bearer '.length);
    await scenarios(bearer);
    const { read } = server.api.platform.database;
    const kept = [await read.select().from(apiTokens), await read.select().from(activity), server.logged];
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test('is never more than its maker: not when made, not later', async () => {
    await expect(newToken(['user:write'])).rejects.toThrow(/you do not hold user:write/);
    await expect(newToken(['no:such'])).rejects.toThrow(/you do not hold no:such/);
    const { id, bearer } = await newToken();
    await server.graphql(`mutation { setRole(userID: "${maraId}", role: VIEWER) { id } }`);
    expect((await ask('mutation { createScenario(name: "later") { name } }', bearer)).errors[0].message).toMatch(
      /insufficient scopes/,
    );
    expect((await scenarios(bearer)).status).toBe(200);
    await server.graphql(`mutation { disablePerson(userID: "${maraId}") { id } }`);
    expect((await scenarios(bearer)).status).toBe(401);
    const { data } = (await (await server.graphql('{ apiTokens { id state } }')).json()) as any;
    expect(data.apiTokens).toEqual([{ id, state: 'RESTING' }]);
    await server.graphql(`mutation { enablePerson(userID: "${maraId}") { id } }`);
    expect((await scenarios(bearer)).status).toBe(200);
    await server.graphql(`mutation { removePerson(userID: "${maraId}") { id } }`);
    expect((await scenarios(bearer)).status).toBe(401);
  });

  test('ends with time, and with its revocation', async () => {
    const [one, two] = [await newToken(), await newToken()];
    await ask(`mutation { revokeApiToken(id: "${one.id}") { state } }`);
    expect((await scenarios(one.bearer)).status).toBe(401);
    expect((await scenarios(two.bearer)).status).toBe(200);
    expect((await ask(`mutation { revokeApiToken(id: "${one.id}") { state } }`)).errors[0].message).toMatch(/already/);
    server.api.now += 30 * day;
    expect((await scenarios(two.bearer)).status).toBe(401);
  });

  test('tells to the minute when it was last used', async () => {
    const { bearer } = await newToken();
    const lastUsed = async () => (await ask('{ apiTokens { lastUsedAt } }')).data.apiTokens[0].lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await scenarios(bearer);
    const first = await lastUsed();
    expect(Date.parse(first)).toBe(server.api.now);
    server.api.now += minute / 2;
    await scenarios(bearer);
    expect(await lastUsed()).toBe(first);
    server.api.now += minute;
    await scenarios(bearer);
    expect(Date.parse(await lastUsed())).toBe(server.api.now);
  });

  test('of somebody else is neither seen nor revoked by an operator, but by an administrator', async () => {
    const { id } = await newToken();
    await server.addPerson('other@example.com', 'OPERATOR');
    const other = await server.signIn('other@example.com');
    expect((await ask('{ apiTokens { id } }', other)).data.apiTokens).toEqual([]);
    expect((await ask(`mutation { revokeApiToken(id: "${id}") { id } }`, other)).errors[0].message).toMatch(
      /not found/,
    );
    await server.addPerson('boss@example.com', 'ADMINISTRATOR');
    const boss = await server.signIn('boss@example.com');
    expect(
      (await ask(`mutation { revokeApiToken(id: "${id}") { state madeBy { email } } }`, boss)).data.revokeApiToken,
    ).toEqual({
      state: 'REVOKED',
      madeBy: { email: 'mara@example.com' },
    });
  });

  test('is refused with what makes no sense', async () => {
    const create = (input: string) => ask(`mutation { createApiToken(in: { ${input} }) { token } }`);
    for (const [input, text] of [
      ['name: " ", scopes: ["landscape:read"], daysValid: 1', /name: cannot be blank/],
      ['name: "a", scopes: [], daysValid: 1', /scopes: choose at least one/],
      ['name: "a", scopes: ["landscape:read"], daysValid: 0', /daysValid: must be from 1 to 366/],
      ['name: "a", scopes: ["landscape:read"], daysValid: 367', /daysValid: must be from 1 to 366/],
    ] as const) {
      expect((await create(input)).errors[0].message).toMatch(text);
    }
    const { bearer } = await newToken(['api_token:write']);
    expect(
      (
        await ask(
          'mutation { createApiToken(in: { name: "b", scopes: ["api_token:write"], daysValid: 1 }) { token } }',
          bearer,
        )
      ).errors[0].message,
    ).toBe('only people make API tokens');
  });
});
