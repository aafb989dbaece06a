import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activity } from '../db/tables/tenant.tables.ts';
import { type ConsoleServer, startConsole } from '../testing/consoleServer.ts';

let server: ConsoleServer;
let boss: Record<string, string>;
beforeEach(async () => {
  server = await startConsole();
  await server.addPerson('boss@example.com', 'ADMINISTRATOR');
  boss = await server.signIn('boss@example.com');
});
afterEach(() => server.close());

const ask = async (query: string, headers = boss): Promise<any> => (await server.graphql(query, headers)).json();
const create = (id: string, name = 'Northwind') =>
  ask(`mutation { createTenant(in: { id: "${id}", name: "${name}" }) { id name status people } }`);
const north = () => ({ ...boss, tenant: 'northwind' });

describe('A tenant', () => {
  test('is created with its default scenario and whoever made it as administrator', async () => {
    expect((await create('northwind')).data.createTenant).toEqual({
      id: 'northwind',
      name: 'Northwind',
      status: 'ACTIVE',
      people: 1,
    });
    const { data } = await ask('{ session { role tenants { id } } scenarios { name } }', north());
    expect(data).toEqual({
      session: { role: 'ADMINISTRATOR', tenants: [{ id: 'default' }, { id: 'northwind' }] },
      scenarios: [{ name: 'default' }],
    });
    expect((await create('northwind')).errors[0].message).toMatch(/exists already/);
    expect((await create('North Wind')).errors[0].message).toMatch(/id: lower-case letters/);
    expect((await create('other', ' ')).errors[0].message).toMatch(/name: cannot be blank/);
  });

  test('is administrated from the default tenant only', async () => {
    await create('northwind');
    for (const text of ['{ tenantOverviews { id } }', 'mutation { deactivateTenant(id: "northwind") { id } }']) {
      expect((await ask(text, north())).errors[0].message).toMatch(/insufficient scopes/);
    }
  });

  test('that is inactive refuses people and API tokens with their next request, and comes back whole', async () => {
    await create('northwind');
    const { data } = await ask(
      'mutation { createApiToken(in: { name: "t", scopes: ["landscape:read"], daysValid: 1 }) { token } }',
      north(),
    );
    const bearer = { authorization: `Bearer ${data.createApiToken.token}` };
    expect((await ask('mutation { createScenario(name: "campaign") { name } }', north())).errors).toBeUndefined();
    await ask('mutation { deactivateTenant(id: "northwind") { status } }');
    expect((await server.graphql('{ scenarios { name } }', north())).status).toBe(400);
    expect((await server.graphql('{ scenarios { name } }', bearer)).status).toBe(401);
    expect((await ask('{ session { tenants { id } } }')).data.session.tenants).toEqual([{ id: 'default' }]);
    await ask('mutation { activateTenant(id: "northwind") { status } }');
    expect((await (await server.graphql('{ scenarios { name } }', bearer)).json()) as any).toEqual({
      data: { scenarios: [{ name: 'campaign' }, { name: 'default' }] },
    });
  });

  test('is deleted only once inactive, with all that is in it', async () => {
    await create('northwind');
    await ask('mutation { loadExampleLandscape { version } }', north());
    const remove = 'mutation { deleteTenant(id: "northwind") { id applications runtimes } }';
    expect((await ask(remove)).errors[0].message).toMatch(/deactivate it first/);
    await ask('mutation { deactivateTenant(id: "northwind") { id } }');
    expect((await ask(remove)).data.deleteTenant).toEqual({ id: 'northwind', applications: 3, runtimes: 3 });
    expect((await ask('{ tenantOverviews { id } }')).data.tenantOverviews).toEqual([{ id: 'default' }]);
    expect((await create('northwind')).errors).toBeUndefined();
  });

  test('that is the default one stays as it is', async () => {
    for (const verb of ['deactivate', 'delete']) {
      const { errors } = await ask(`mutation { ${verb}Tenant(id: "default") { id } }`);
      expect(errors[0].message).toMatch(/the default tenant/);
    }
    expect((await ask('mutation { renameTenant(id: "default", name: "Home") { name } }')).data.renameTenant.name).toBe(
      'Home',
    );
  });

  test('leaves an entry of each change where it was made', async () => {
    await create('northwind');
    for (const call of [
      'renameTenant(id: "northwind", name: "North")',
      'deactivateTenant(id: "northwind")',
      'deleteTenant(id: "northwind")',
    ]) {
      await ask(`mutation { ${call} { id } }`);
    }
    const entries = await server.api.platform.database.read.select().from(activity).orderBy(activity.sequence);
    expect(entries.map(({ tenantId, action }) => [tenantId === server.api.tenantId, action])).toEqual([
      [true, 'tenant.created'],
      [true, 'tenant.renamed'],
      [true, 'tenant.deactivated'],
      [true, 'tenant.deleted'],
    ]);
  });
});
