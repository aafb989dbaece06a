import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleServer, startConsole } from '../testing/consoleServer.ts';

let server: ConsoleServer;
beforeAll(async () => {
  server = await startConsole();
  await server.addPerson('vera@example.com', 'VIEWER');
});
afterAll(() => server.close());

const introspection = getIntrospectionQuery({ inputValueDeprecation: true });

test('whoever is signed in reads the whole contract within the limits, with its documentation and the rights it needs', async () => {
  const response = await server.graphql(introspection, await server.signIn('vera@example.com'));
  const { data, errors } = (await response.json()) as any;
  expect(errors).toBeUndefined();
  const schema = buildClientSchema(data);
  expect(schema.getQueryType()?.getFields()['applications']?.description).toMatch(/Needs `application:read`\.$/);
  expect(schema.getQueryType()?.getFields()['viewer']?.description).toMatch(/Needs no right\.$/);
  expect(schema.getMutationType()?.getFields()['revokeCertificates']?.description).toMatch(
    /^All or none[\s\S]*\n\nNeeds `certificate:write`\.$/,
  );
});

test('nobody else does', async () => {
  const response = await server.graphql(introspection, {});
  expect(response.status).toBe(401);
  expect(((await response.json()) as any).data).toBeNull();
});

test('a mutation beyond the rights of a viewer is refused with the right it needs, and changes nothing', async () => {
  const vera = await server.signIn('vera@example.com');
  const response = await server.graphql('mutation { createScenario(name: "campaign") { name } }', vera);
  const { data, errors } = (await response.json()) as any;
  expect(data).toBeNull();
  expect(errors[0].message).toMatch(/^insufficient scopes provided, required: \[landscape:write\]/);
  const after = (await (await server.graphql('{ scenarios { name } }', vera)).json()) as any;
  expect(after.data.scenarios).toEqual([{ name: 'default' }]);
});
