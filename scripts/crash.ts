/**
 * Kills a writing server with SIGKILL again and again: every acknowledged write has to be there after the restart and
 * the file has to be sound. `node scripts/crash.ts [--rounds 20]`; closes with `N passed, N failed`.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SQLite from 'better-sqlite3';
import { type ServerProcess, startServer } from '../server/testing/serverProcess.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const rounds = Number(values.rounds);
const writesPerRound = 200;
const writers = 8;
const token = randomUUID() + randomUUID();

interface Data {
  registerApplication?: { id: string };
  application?: { name: string; labels: { mark?: string } | null } | null;
  applications?: { data: { name: string }[]; pageInfo: { endCursor: string } };
}

interface Answer {
  data?: Data | null;
  errors?: { message: string }[];
}

async function ask(url: string, query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** What the server has acknowledged, by the name of the Application; null: it was unregistered. */
type Acknowledged = Map<string, { id: string; label: string | null } | null>;

interface Budget {
  left: number;
  /** Called with each write that is sent. */
  spent(): void;
}

const register = 'mutation ($name: String!) { registerApplication(in: { name: $name }) { id } }';
const setLabel =
  'mutation ($id: ID!, $value: Any!) { setApplicationLabel(applicationID: $id, key: "mark", value: $value) { key } }';
const unregister = 'mutation ($id: ID!) { unregisterApplication(id: $id) { id } }';

/** Writes until the server dies. A write whose answer was lost leaves its Application undecided: it is forgotten. */
async function write(url: string, budget: Budget, seen: Acknowledged, refused: string[]): Promise<void> {
  const own: string[] = [];
  while (budget.left > 0) {
    budget.left -= 1;
    budget.spent();
    const kind = own.length === 0 ? 0 : randomInt(10);
    const name = kind < 5 ? `app-${randomUUID().slice(0, 18)}` : (own[randomInt(own.length)] as string);
    const known = seen.get(name) ?? null;
    const value = randomUUID();
    try {
      const answer =
        known === null
          ? await ask(url, register, { name })
          : kind < 8
            ? await ask(url, setLabel, { id: known.id, value })
            : await ask(url, unregister, { id: known.id });
      if (answer.errors) {
        refused.push(answer.errors.map(({ message }) => message).join('; '));
      } else if (known === null) {
        seen.set(name, { id: answer.data?.registerApplication?.id ?? '', label: null });
        own.push(name);
      } else if (kind < 8) {
        seen.set(name, { ...known, label: value });
      } else {
        seen.set(name, null);
        own.splice(own.indexOf(name), 1);
      }
    } catch {
      seen.delete(name);
      return;
    }
  }
}

async function missing(url: string, seen: Acknowledged): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, expected] of seen) {
    if (expected === null) continue;
    const { data } = await ask(url, 'query ($id: ID!) { application(id: $id) { name labels(key: "mark") } }', {
      id: expected.id,
    });
    const found = data?.application;
    if (found?.name !== name) problems.push(`${name} is lost`);
    else if (expected.label !== null && found.labels?.mark !== expected.label)
      problems.push(`the label of ${name} is lost`);
  }
  const gone = [...seen].filter(([, expected]) => expected === null).map(([name]) => name);
  const names = new Set<string>();
  let after = '';
  do {
    const { data } = await ask(
      url,
      'query ($after: PageCursor) { applications(first: 100, after: $after) { data { name } pageInfo { endCursor } } }',
      { after },
    );
    for (const { name } of data?.applications?.data ?? []) names.add(name);
    after = data?.applications?.pageInfo.endCursor ?? '';
  } while (after !== '');
  return [...problems, ...gone.filter((name) => names.has(name)).map((name) => `${name} is back`)];
}

async function round(number: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'compass-crash-'));
  const env = { COMPASS_DATA_DIR: folder, COMPASS_ADMIN_TOKEN: token, COMPASS_LOG_LEVEL: 'error' };
  const seen: Acknowledged = new Map();
  const refused: string[] = [];
  const servers: ServerProcess[] = [];
  try {
    const first = await startServer(env);
    servers.push(first);
    const killAt = randomInt(1, writesPerRound);
    const reached = Promise.withResolvers<void>();
    const budget: Budget = {
      left: writesPerRound,
      spent() {
        if (budget.left <= writesPerRound - killAt) reached.resolve();
      },
    };
    const writing = Promise.all(Array.from({ length: writers }, () => write(first.url, budget, seen, refused)));
    await reached.promise;
    await first.stop('SIGKILL');
    await writing;

    const second = await startServer(env);
    servers.push(second);
    const problems = [...refused, ...(await missing(second.url, seen))];
    await second.stop('SIGTERM');
    const file = new SQLite(join(folder, 'compass.db'), { readonly: true });
    const integrity = file.pragma('integrity_check', { simple: true });
    const foreignKeys = file.pragma('foreign_key_check') as unknown[];
    file.close();
    if (integrity !== 'ok') problems.push(`integrity_check: ${integrity}`);
    if (foreignKeys.length > 0) problems.push(`${foreignKeys.length} dangling references`);
    console.log(
      `round ${number}: killed after ${killAt} writes, ${seen.size} objects acknowledged, ${problems.length || 'no'} problems`,
    );
    for (const problem of problems.slice(0, 5)) console.log(`  ${problem}`);
    return problems.length === 0;
  } finally {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
  }
}

let passed = 0;
for (let number = 1; number <= rounds; number += 1) {
  const sound = await round(number).catch((error: unknown) => {
    console.error(error);
    return false;
  });
  if (sound) passed += 1;
}
console.log(`${passed} passed, ${rounds - passed} failed`);
process.exit(passed === rounds ? 0 : 1);
