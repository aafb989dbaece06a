import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSchema } from 'graphql-yoga';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompassError } from '../shared/errors.ts';
import { createEndpoint } from './endpoint.ts';

const schema = createSchema({
  typeDefs:
    'type Query { greet(name: String): String! secret: String! missing: String! } type Mutation { shout: String! }',
  resolvers: {
    Query: {
      greet: (_: unknown, { name }: { name?: string }) => `hello ${name ?? 'you'}`,
      secret: () => {
        throw new Error('SELECT * FROM users; password=hunter2');
      },
      missing: () => {
        throw new CompassError('NotFound', 'Object was not found', { cause: new Error('row 7') });
      },
    },
    Mutation: { shout: () => 'HELLO' },
  },
});

describe('a GraphQL endpoint over HTTP', () => {
  const app = express();
  app.use('/graphql', createEndpoint({ schema, log: pino({ level: 'silent' }), context: async () => ({}) }));
  const server = app.listen(0, '127.0.0.1');
  let url = '';

  beforeAll(async () => {
    if (!server.listening) await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  });
  afterAll(() => server.close());

  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: (await response.json()) as any,
    };
  };
  const query = (text: string, rest = {}) => post(JSON.stringify({ query: text, ...rest }));

  it('quotes only the ends of a long value it refuses', async () => {
    const { status, body } = await query('query($name: String) { greet(name: $name) }', {
      variables: { name: ['x'.repeat(100_000)] },
    });
    expect(status).toBe(422);
    expect(body.errors[0].message).toMatch(/^Variable "\$name" got invalid value \["x+ … x+"\]$/);
    expect(body.errors[0].message.length).toBeLessThan(1100);
  });

  it('answers 200 with application/json, for the exact request an agent sends', async () => {
    const answer = await post('{"query":"query { result: greet() }","variables":null}\n', {
      'Content-Type': 'application/json; charset=utf-8',
      Accept: 'application/json; charset=utf-8',
    });
    expect(answer).toEqual({
      status: 200,
      type: 'application/json; charset=utf-8',
      body: { data: { result: 'hello you' } },
    });
  });

  it('answers a resolver error with 200, the alias in the path, and data null', async () => {
    const { status, body } = await query('{ result: missing }');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: null,
      errors: [
        { message: 'Object was not found', path: ['result'], extensions: { error_code: 20, error: 'NotFound' } },
      ],
    });
  });

  it('lets nothing of an unexpected error out but its id', async () => {
    const { body } = await query('{ secret }');
    expect(body.errors[0].message).toMatch(/^Internal Server Error \[errorID=[0-9a-f-]{36}\]$/);
    expect(JSON.stringify(body)).not.toMatch(/SELECT|hunter2|stack/);
  });

  it.each([
    ['a syntax error', '{ greet('],
    ['an unknown field', '{ nothing }'],
    ['a wrong argument type', '{ greet(name: 1) }'],
    ['an empty query', ''],
  ])('answers %s with 422, errors and data null', async (_, text) => {
    const { status, body } = await query(text);
    expect({ status, data: body.data }).toEqual({ status: 422, data: null });
    expect(body.errors[0].extensions).toEqual({ error_code: 22, error: 'InvalidData' });
  });

  it.each(['', '{}'])('answers the body %o with 422: there is no query', async (text) => {
    expect(await post(text)).toMatchObject({
      status: 422,
      body: { data: null, errors: [{ message: 'the request has no query' }] },
    });
  });

  it('answers bad variables with 422', async () => {
    const { status, body } = await query('query Q($n: String) { greet(name: $n) }', { variables: { n: { a: 1 } } });
    expect({ status, data: body.data, errors: body.errors.length }).toEqual({ status: 422, data: null, errors: 1 });
    expect(body.errors[0].message).toMatch(/^Variable "\$n" got invalid value/);
    for (const asked of [
      { text: 'query Q($n: String!) { greet(name: $n) }' },
      { text: 'query Q { greet }', operationName: 'R' },
      { text: 'query Q { greet } query R { greet }' },
    ]) {
      const { text, ...rest } = asked;
      expect(await query(text, rest)).toMatchObject({ status: 422, body: { data: null } });
    }
  });

  it('answers a body that is not JSON, or not declared as such, with 400 and errors', async () => {
    expect(await post('{"query":')).toMatchObject({ status: 400, body: { data: null } });
    expect(await post('query=x', { 'Content-Type': 'application/x-www-form-urlencoded' })).toMatchObject({
      status: 400,
    });
    expect((await post('[]')).body.errors.length).toBeGreaterThan(0);
    expect((await post('null')).body.errors.length).toBeGreaterThan(0);
  });

  it('refuses a body above 1 MiB with 413 and errors', async () => {
    const { status, body } = await query(`{ greet(name: "${'x'.repeat(1024 * 1024)}") }`);
    expect(status).toBe(413);
    expect(body.errors[0].message).toBe('the request body is larger than 1mb');
  });

  it('accepts GET for queries and refuses mutations over GET', async () => {
    const read = await fetch(`${url}?query={greet}`);
    expect({ status: read.status, body: await read.json() }).toEqual({
      status: 200,
      body: { data: { greet: 'hello you' } },
    });
    const write = await fetch(`${url}?query=mutation{shout}`);
    expect(write.status).toBe(405);
    expect(((await write.json()) as any).errors).toHaveLength(1);
  });

  it('answers OPTIONS with the allowed methods and other methods with 405', async () => {
    const options = await fetch(url, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([200, 'OPTIONS, GET, POST']);
    const put = await fetch(url, { method: 'PUT', body: '{}' });
    expect([put.status, await put.text()]).toEqual([405, '']);
  });
});
