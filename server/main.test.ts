import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exitOf, type ServerProcess, spawnServer, startServer } from './testing/serverProcess.ts';
import { openWire } from './testing/wire.ts';

let folder: string;
const running: ServerProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compass-main-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop('SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
});

const token = 'start-stop-token-0123456789abcdef';
const start = async (env: Record<string, string> = {}) => {
  const server = await startServer({ COMPASS_DATA_DIR: join(folder, 'data'), COMPASS_ADMIN_TOKEN: token, ...env });
  running.push(server);
  return server;
};

describe('Starting', () => {
  test('creates what is missing, prints the addresses and is ready', async () => {
    const server = await start();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(server.setupLink).toMatch(new RegExp(`^${server.url}/setup\\?token=[\\w-]{43}$`));
    expect(server.output()).toMatch(/Connector +https:\/\/localhost:\d+/);
    expect(server.output()).toMatch(/Server CA +SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}/);
    expect(statSync(join(folder, 'data/secret.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    // Agents keep an idle connection to the token host for 90 seconds.
    const gateway = await openWire({
      ca: undefined,
      port: Number(/Connector +https:\/\/localhost:(\d+)/.exec(server.output())?.[1]),
    });
    const answer = await gateway.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', 'GET');
    expect(answer?.headers['keep-alive']).toBe('timeout=120');
    gateway.close();
  });

  test.each(['20.20.2', '22.18.0', '23.11.1'])(
    'by Node %s ends with the Node it needs, and does nothing',
    async (version) => {
      const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
      const env = { NODE_OPTIONS: `--import="data:text/javascript,${older}"`, COMPASS_DATA_DIR: join(folder, 'data') };
      const { child, output } = spawnServer(env);
      expect(await exitOf(child)).toBe(1);
      expect(output()).toContain(`Compass needs Node.js 24 or newer, or 22 from 22.19 on; this is ${version}.\n`);
      expect(existsSync(join(folder, 'data'))).toBe(false);
    },
  );

  test('again prints a new link, until there is an administrator', async () => {
    const first = await start();
    expect(await first.stop('SIGTERM')).toBe(0);
    const second = await start();
    expect(second.setupLink).not.toBeNull();
    expect(second.setupLink?.split('token=')[1]).not.toBe(first.setupLink?.split('token=')[1]);
    await second.stop('SIGTERM');
    const admin = { COMPASS_ADMIN_EMAIL: 'admin@example.com', COMPASS_ADMIN_PASSWORD: 'a long sentence works' };
    const third = await start(admin);
    expect(third.setupLink).toBeNull();
    const response = await fetch(`${third.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@example.com', password: 'a long sentence works' }),
    });
    expect(response.status).toBe(200);
    expect(third.output()).not.toContain('a long sentence works');
  });
});

describe('Refusing to start', () => {
  const refusal = async (env: Record<string, string>) => {
    const { child, output } = spawnServer({ COMPASS_DATA_DIR: join(folder, 'data'), ...env });
    const code = await exitOf(child);
    return { code, lines: output().trimEnd().split('\n') };
  };

  test('an unknown variable stops the start with one line', async () => {
    expect(await refusal({ COMPASS_CONSOLE_PROT: '1' })).toEqual({
      code: 1,
      lines: [
        'Compass cannot start: COMPASS_CONSOLE_PROT is not a variable of Compass: did you mean COMPASS_CONSOLE_PORT?',
      ],
    });
  });

  test('a port in use is named with its variable', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, lines } = await refusal({ COMPASS_MTLS_PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(lines).toEqual([
      `Compass cannot start: 127.0.0.1:${port} is in use by another program: set COMPASS_MTLS_PORT or COMPASS_HOST to another`,
    ]);
  });

  test('a data directory another Compass is running on', async () => {
    const server = await start();
    expect(await refusal({})).toEqual({
      code: 1,
      lines: [
        `Compass cannot start: ${join(folder, 'data/compass.db')} cannot be opened: another Compass is running on it; several at once need COMPASS_DATABASE_URL`,
      ],
    });
    await server.stop('SIGKILL');
    await start();
  });

  test.each([
    ['a data directory that is a file', () => ({ COMPASS_DATA_DIR: join(folder, 'file/data') }), /COMPASS_DATA_DIR/],
    ['a database that is none', () => ({ COMPASS_DATA_DIR: join(folder, 'broken') }), /compass\.db cannot be opened: /],
    [
      'a CA that is none',
      () => ({ COMPASS_CA_CERT_FILE: join(folder, 'file'), COMPASS_CA_KEY_FILE: join(folder, 'file') }),
      /COMPASS_CA_CERT_FILE|file/,
    ],
    ['a master key that is none', () => ({ COMPASS_SECRET_KEY_FILE: join(folder, 'file') }), /is not a master key/],
    [
      'a PostgreSQL that does not answer',
      () => ({ COMPASS_DATABASE_URL: 'postgres://u:very-secret@127.0.0.1:1/d' }),
      /COMPASS_DATABASE_URL does not answer: .*ECONNREFUSED/,
    ],
  ])('%s', async (_name, env, message) => {
    writeFileSync(join(folder, 'file'), 'nothing of use');
    mkdirSync(join(folder, 'broken'));
    writeFileSync(
      join(folder, 'broken/compass.db'),
      'this is not a database, but long enough to be read as one'.repeat(40),
    );
    const { code, lines } = await refusal(env());
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^Compass cannot start: /);
    expect(lines[0]).toMatch(message);
    expect(lines[0]).not.toContain('very-secret');
  });
});

describe('Stopping', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s answers what is under way and exits 0', async (signal) => {
    const server = await start();
    const answers = Array.from({ length: 20 }, async (_, index) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, connection: 'close' },
        body: JSON.stringify({ query: `mutation { createScenario(name: "s${index}") { name } }` }),
      });
      return response.status;
    });
    const [first] = await Promise.all([Promise.race(answers), Promise.resolve()]);
    const stopped = server.stop(signal);
    expect(first).toBe(200);
    const settled = await Promise.allSettled(answers);
    expect(await stopped).toBe(0);
    const statuses = settled.map((each) => (each.status === 'fulfilled' ? each.value : 'not accepted'));
    expect(statuses.every((status) => status === 200 || status === 'not accepted')).toBe(true);
  });

  test('ends live streams instead of waiting for them', async () => {
    const server = await start();
    const query = encodeURIComponent('subscription { landscapeChanged { sequence } }');
    const stream = await fetch(`${server.url}/graphql?query=${query}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
    });
    const drained = stream.text().catch(() => 'ended');
    const from = performance.now();
    expect(await server.stop('SIGTERM')).toBe(0);
    await drained;
    expect(performance.now() - from).toBeLessThan(5000);
  });
});
