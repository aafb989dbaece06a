import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from 'better-auth/crypto';
import pino from 'pino';
import { createAuth } from '../access/auth.ts';
import { createConsoleCallers } from '../access/consumer.ts';
import { createFirstStart, type FirstStart } from '../access/firstStart.ts';
import { insertPerson } from '../access/people.store.ts';
import type { Role } from '../access/roles.ts';
import { calendarRoute } from '../connector/calendar/calendar.routes.ts';
import { certificateFigures } from '../connector/certificates/notice.store.ts';
import { createConsoleApp } from '../http/consoleApp.ts';
import { createEventStreams } from '../http/eventStreams.ts';
import { openListener } from '../http/listener.ts';
import { createMetrics } from '../http/metrics.ts';
import { outboxSize } from '../webhooks/delivery.store.ts';
import { type Api, createApi } from './api.ts';

export const adminToken = 'test-admin-token-0123456789abcdef';
export const password = 'a long sentence works';

export interface ConsoleServer {
  api: Api;
  firstStart: FirstStart;
  url: string;
  /** Every line the server has logged. */
  logged: string[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** With the admin token unless headers are given. */
  graphql(query: string, headers?: Record<string, string>, variables?: unknown): Promise<Response>;
  addPerson(email: string, role: Role): Promise<string>;
  /** Signs in and answers the headers of a browser that is signed in. */
  signIn(email: string): Promise<{ cookie: string; 'sec-fetch-site': string }>;
  close(): Promise<void>;
}

/** The console listener over HTTP on a free port, with a fresh database and a built console of two files. */
export async function startConsole(options: { publicOrigin?: string } = {}): Promise<ConsoleServer> {
  const api = await createApi();
  const { platform } = api;
  const { database, clock, newId, feed, onEntry } = platform;
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const publicOrigin = options.publicOrigin ?? null;
  const secure = publicOrigin?.startsWith('https:') ?? false;
  const auth = createAuth({ database, clock, newId, log, secret: 's'.repeat(64), secure });
  const firstStart = createFirstStart({ database, clock, newId, feed, onEntry });
  const eventStreams = createEventStreams();
  const webRoot = mkdtempSync(join(tmpdir(), 'compass-web-'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Compass</title>');
  const app = createConsoleApp({
    platform,
    schema: api.schema,
    log,
    auth,
    firstStart,
    callers: createConsoleCallers({ auth, database, clock, adminToken }),
    metrics: createMetrics(
      eventStreams.count,
      () => outboxSize(database.read),
      async () => ({ ...(await certificateFigures(database.read, clock())), now: clock() }),
    ),
    eventStreams,
    publicRoutes: [calendarRoute(platform)],
    publicOrigin,
    webRoot,
  });
  const listener = await openListener(app, { host: '127.0.0.1', port: 0, variable: 'COMPASS_CONSOLE_PORT' });
  const url = `http://127.0.0.1:${listener.port}`;

  const server: ConsoleServer = {
    api,
    firstStart,
    url,
    logged,
    fetch: (path, init) => fetch(`${url}${path}`, init),
    post: (path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    graphql: (query, headers = { authorization: `Bearer ${adminToken}` }, variables = {}) =>
      server.post('/graphql', { query, variables }, headers),
    async addPerson(email, role) {
      const id = newId();
      const person = {
        id,
        accountId: newId(),
        name: email,
        email,
        passwordHash: await hashPassword(password),
        at: clock(),
      };
      await database.write((tx) => insertPerson(tx, person, { tenantId: api.tenantId, role }));
      return id;
    },
    async signIn(email) {
      const response = await server.post('/api/auth/sign-in/email', { email, password });
      if (response.status !== 200) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
      const cookie = response.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ');
      return { cookie, 'sec-fetch-site': 'same-origin' };
    },
    async close() {
      eventStreams.end();
      await listener.close(1000);
      await api.close();
      rmSync(webRoot, { recursive: true, force: true });
    },
  };
  return server;
}
