import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CallError, safeLine } from './callError.ts';
import { type Channel, openChannel } from './channel.ts';
import { straight } from './route.ts';

type Answer = { status?: number; body?: string; headers?: Record<string, string>; cut?: boolean; never?: boolean };

describe('A call to Compass', () => {
  let server: Server;
  let channel: Channel;
  let url: string;
  let answer: Answer = {};
  let asked: { path: string | undefined; headers: Record<string, unknown>; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        asked.push({ path: request.url, headers: request.headers, body });
        const { status = 200, body: text = '', headers = {}, cut = false, never = false } = answer;
        if (never) return;
        response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
        if (cut) response.write(text.slice(0, -2), () => response.socket?.destroy());
        else response.end(text);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/connector/graphql`;
    channel = openChannel({ ca: undefined, credentials: null, route: straight, timeoutMs: 1000 });
  });
  afterAll(async () => {
    channel.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const call = (given: Answer, secrets: string[] = []) => {
    answer = given;
    asked = [];
    return channel.post(url, { query: '{ a }', variables: {} }, { 'connector-token': 'secret-token' }, secrets);
  };
  const failure = async (given: Answer, secrets?: string[]) => {
    try {
      await call(given, secrets);
    } catch (error) {
      if (error instanceof CallError) return [error.problem, error.message.replace(/127\.0\.0\.1:\d+/, 'it')];
      throw error;
    }
    return ['none', ''];
  };
  const wire = (message: string, extensions?: object, data: unknown = null) =>
    JSON.stringify({ data, errors: [{ message, extensions }] });

  test('posts JSON once and answers data, whatever else is in the answer', async () => {
    expect(await call({ body: '{"data":{"a":1},"extensions":{}}' })).toEqual({ a: 1 });
    expect(asked).toMatchObject([
      {
        headers: { 'content-type': 'application/json; charset=utf-8', 'connector-token': 'secret-token' },
        body: '{"query":"{ a }","variables":{}}',
      },
    ]);
  });

  test.each<[string, Answer, string]>([
    ['says so in its code', { body: wire('no', { error: 'Unauthorized' }) }, 'it answered: no'],
    ['says so in its words', { body: wire('Failed to authenticate request. x') }, 'it answered: Failed to auth'],
    ['answers 401', { status: 401, body: 'no' }, 'it answered with status 401'],
  ])('is refused if Compass %s', async (_what, given, message) => {
    const [problem, said] = await failure(given);
    expect([problem, said?.slice(0, message.length)]).toEqual(['refused', message]);
  });

  test.each<[string, Answer, string, string]>([
    ['no scopes at all', { body: wire('insufficient scopes provided, required: [a], actual: []') }, 'anonymous', ''],
    ['another error', { body: wire('runtime does not exist') }, 'answered', 'it answered: runtime does not exist'],
    ['missing scopes', { body: wire('insufficient scopes provided, required: [a], actual: [b]') }, 'answered', ''],
    ['errors beside data', { body: wire('half', undefined, { a: 1 }) }, 'answered', 'it answered: half'],
    ['errors without words', { body: '{"errors":[null,5]}' }, 'answered', 'it answered: no reason given'],
    ['errors of a broken server', { status: 500, body: wire('no', { error: 'Unauthorized' }) }, 'failed', ''],
    ['no JSON', { status: 503, body: '<html>' }, 'failed', 'it answered with status 503 and no GraphQL data'],
    ['JSON that is no answer', { body: '{"error":"x"}' }, 'failed', 'it answered with status 200 and no GraphQL data'],
    ['null for data', { body: '{"data":null}' }, 'failed', ''],
    ['a list', { body: '[1]' }, 'failed', ''],
    ['half an answer', { body: '{"data":{"a":1}}', cut: true }, 'failed', 'it cannot be reached: '],
    ['nothing for too long', { never: true }, 'failed', 'it did not answer in time'],
  ])('that ends with %s says what happened', async (_what, given, problem, message) => {
    const [kind, said] = await failure(given);
    expect([kind, said?.slice(0, message.length)]).toEqual([problem, message]);
  });

  test('follows no redirect: credentials go nowhere else', async () => {
    const [problem] = await failure({ status: 307, headers: { location: '/elsewhere' } });
    expect([problem, asked.map(({ path }) => path)]).toEqual(['failed', ['/connector/graphql']]);
  });

  test('repeats no secret, however Compass puts it', async () => {
    const [, said] = await failure({ body: wire('bad token secret-token\n\u001b[31m!') }, ['secret-token']);
    expect(said).toBe('it answered: bad token [secret] [31m!');
  });

  test('makes one short line of any text', () => {
    expect(safeLine('a\r\n\tb  c', [])).toBe('a b c');
    expect(safeLine('x'.repeat(1000), [])).toHaveLength(300);
    expect(safeLine('a b', ['', 'a'])).toBe('a b');
  });
});
