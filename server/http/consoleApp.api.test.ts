import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminToken, type ConsoleServer, startConsole } from '../testing/consoleServer.ts';

let server: ConsoleServer;
beforeAll(async () => {
  server = await startConsole();
});
afterAll(() => server.close());

const authorization = `Bearer ${adminToken}`;

describe('Every answer of the console', () => {
  test.each(['/', '/t/default/map', '/graphql', '/api/nowhere', '/healthz'])(
    '%s carries the security headers',
    async (path) => {
      const { headers } = await server.fetch(path, { headers: { accept: 'text/html' } });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.has('x-powered-by')).toBe(false);
      expect(headers.has('strict-transport-security')).toBe(false);
    },
  );

  test('promises https only where the console is reached by it', async () => {
    const secured = await startConsole({ publicOrigin: 'https://compass.example' });
    try {
      const { headers } = await secured.fetch('/healthz');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    } finally {
      await secured.close();
    }
  });
});

describe('Addresses', () => {
  test('a screen is the page, never cached; an unknown asset or API path is not', async () => {
    const screen = await server.fetch('/t/default/runtimes', { headers: { accept: 'text/html' } });
    expect(await screen.text()).toContain('<title>Compass</title>');
    expect(screen.headers.get('cache-control')).toBe('no-cache');
    expect((await server.fetch('/assets/gone.js')).status).toBe(404);
    for (const path of ['/api/nowhere', '/graphql/deeper']) {
      const response = await server.fetch(path, { headers: { accept: 'text/html', authorization } });
      expect(response.status).toBe(404);
      expect(((await response.json()) as any).errors[0].extensions.error).toBe('NotFound');
    }
  });

  test('health, readiness and metrics need no credential', async () => {
    expect(await (await server.fetch('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await server.fetch('/readyz')).json()).toEqual({ status: 'ready' });
    await server.graphql('{ session { role } }');
    const metrics = await (await server.fetch('/metrics')).text();
    expect(metrics).toContain('process_cpu_user_seconds_total');
    expect(metrics).toContain('compass_certificates{state="OVERDUE"} 0');
    expect(metrics).toContain('compass_certificate_next_expiry_seconds Nan');
    expect(metrics).toMatch(
      /compass_http_request_duration_seconds_count\{listener="console",route="\/graphql",status="200"\} 1/,
    );
    expect(metrics).toMatch(/compass_graphql_operations_total\{operation="query",field="session",outcome="ok"\} 1/);
  });

  test('readiness fails with the reason when the database is gone', async () => {
    const broken = await startConsole();
    await broken.api.platform.database.close();
    const response = await broken.fetch('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'not ready', reason: 'the database does not answer' });
    expect((await broken.fetch('/healthz')).status).toBe(200);
  });
});

describe('Bodies', () => {
  const sized = (bytes: number, headers: Record<string, string> = { authorization }) =>
    server.graphql('{ session { role } }', headers, { pad: 'x'.repeat(bytes) });
  const mebibyte = 1024 * 1024;

  test('of more than 32 MB are refused, even from who may import', async () => {
    expect((await sized(2 * mebibyte)).status).toBe(200);
    const tooLarge = await sized(33 * mebibyte);
    expect(tooLarge.status).toBe(413);
    expect(((await tooLarge.json()) as any).errors[0].extensions.error).toBe('InvalidData');
  });

  test('of more than 1 MiB are refused from anybody else', async () => {
    await server.addPerson('vera@example.com', 'VIEWER');
    const reads = await server.signIn('vera@example.com');
    expect((await sized(mebibyte - 200, reads)).status).toBe(200);
    expect((await sized(mebibyte, reads)).status).toBe(413);
  });

  test('that are not JSON, or not what was asked for, are refused without a trace of the inside', async () => {
    for (const [path, body] of [
      ['/graphql', '{'],
      ['/api/setup', '{'],
      ['/api/setup', '[]'],
      ['/api/auth/sign-in/email', '{"email":{"$ne":null},"password":[]}'],
    ] as const) {
      const response = await server.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body,
      });
      const text = await response.text();
      expect(response.status).toBe(400);
      expect(JSON.parse(text).errors[0].extensions.error).toBe('InvalidData');
      expect(text).not.toMatch(/\.ts|node_modules|SELECT/);
    }
  });

  test('large answers are compressed on request', async () => {
    const introspection = '{ __schema { types { name description fields { name description } } } }';
    const answer = await new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      const sent = request(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip', authorization },
      });
      sent.on('error', reject).on('response', async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) });
      });
      sent.end(JSON.stringify({ query: introspection }));
    });
    expect(answer.encoding).toBe('gzip');
    expect(JSON.parse(gunzipSync(answer.body).toString()).data.__schema.types.length).toBeGreaterThan(20);
  });
});

describe('Event streams', () => {
  test('are not compressed', async () => {
    const query = encodeURIComponent('subscription { landscapeChanged { sequence } }');
    const stop = new AbortController();
    const response = await server.fetch(`/graphql?query=${query}`, {
      headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip', authorization },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('content-encoding')).toBe('none');
    stop.abort();
  });
});

describe('The request log', () => {
  test('names the request by its correlation id and repeats no secret', async () => {
    const response = await server.fetch('/graphql?token=very-secret&query={session{role}}', {
      headers: { authorization, cookie: 'compass.session_token=very-secret', 'connector-token': 'very-secret' },
    });
    await server.fetch('/calendar/very-secret.ics');
    expect(server.logged.join('')).toContain('/calendar/[redacted]');
    const id = response.headers.get('x-correlation-id');
    const lines = server.logged.filter((line) => line.includes(`"correlationId":"${id}"`));
    expect(lines.length).toBeGreaterThan(0);
    expect(server.logged.join('')).not.toContain('very-secret');
    expect(server.logged.join('')).not.toContain(adminToken);
  });
});
