/**
 * Kills the server with SIGKILL at every step from a one-time token to a renewed certificate: between the steps, and so
 * many milliseconds after a request was sent. After the restart every certificate that a client was given has to be in the
 * inventory and to work, the inventory has to hold nothing that the activity log does not tell of, and a retry with a new
 * token has to succeed. `node scripts/crashEnrolment.ts [--postgres]`; closes with `N passed, N failed`.
 */
import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SQLite from 'better-sqlite3';
import { announced, base64, keyPem, newKeys, requestPem, signMutation } from '../server/testing/certificates.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../server/testing/postgresServer.ts';
import { type ServerProcess, startServer } from '../server/testing/serverProcess.ts';

const { values } = parseArgs({ options: { postgres: { type: 'boolean', default: false } } });
const postgres = values.postgres ? await openPostgres() : null;

async function openPostgres(): Promise<PostgresServer> {
  const binaries = findPostgres();
  if (!binaries) throw new Error('Install PostgreSQL: initdb and postgres are not there.');
  return startPostgres(binaries);
}

const adminToken = randomUUID() + randomUUID();
const folder = mkdtempSync(join(tmpdir(), 'compass-crash-enrolment-'));
const env = {
  COMPASS_DATA_DIR: folder,
  COMPASS_ADMIN_TOKEN: adminToken,
  COMPASS_LOG_LEVEL: 'error',
  ...(postgres && { COMPASS_DATABASE_URL: postgres.url }),
};

interface Credentials {
  cert: string;
  key: string;
}

/** What a client holds after each step. */
interface Held {
  token?: string;
  csrToken?: string;
  clientId?: string;
  credentials?: Credentials;
  renewed?: Credentials;
}

/** What is asked for somewhere below. */
interface Data {
  requestOneTimeTokenForRuntime: { token: string };
  registerRuntime: { id: string };
  certificates: { data: { serial: string }[] };
  activity: { data: { after: { serial: string } }[] };
}

interface Result {
  token: { token: string };
  certificateSigningRequestInfo: { subject: string };
  certificateChain: string;
}

async function administer(server: ServerProcess, query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}

/** Asks the Connector: with a token at the gateway, with credentials behind mTLS. */
function connect(
  server: ServerProcess,
  query: string,
  by: { token?: string | undefined; credentials?: Credentials | undefined },
) {
  const [gateway = '', mtls = ''] = [...server.output().matchAll(/(https:\S+) +with a/g)].map(([, url]) => url ?? '');
  const headers = {
    'content-type': 'application/json',
    ...(by.token === undefined ? {} : { 'connector-token': by.token }),
  };
  return new Promise<Result>((resolve, reject) => {
    const outgoing = request(
      `${by.credentials ? mtls : gateway}/connector/graphql`,
      { method: 'POST', ca: readFileSync(join(folder, 'server-ca.crt')), agent: false, headers, ...by.credentials },
      async (incoming) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of incoming) chunks.push(chunk as Buffer);
          const { data, errors } = JSON.parse(Buffer.concat(chunks).toString());
          if (errors) reject(new Error(errors[0].message));
          else resolve(data.result);
        } catch (error) {
          reject(error);
        }
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify({ query }));
  });
}

const configuration = 'query { result: configuration { token { token } certificateSigningRequestInfo { subject } } }';

async function sign(server: ServerProcess, clientId: string, by: Parameters<typeof connect>[2]): Promise<Credentials> {
  const keys = await newKeys();
  const csr = base64(await requestPem(keys, announced(clientId)));
  const { certificateChain } = await connect(server, signMutation(csr), by);
  return { cert: Buffer.from(certificateChain, 'base64').toString(), key: await keyPem(keys) };
}

const steps: { name: string; take(server: ServerProcess, runtimeId: string, held: Held): Promise<void> }[] = [
  {
    name: 'token',
    async take(server, id, held) {
      const text = 'mutation ($id: ID!) { requestOneTimeTokenForRuntime(id: $id) { token } }';
      held.token = (await administer(server, text, { id })).requestOneTimeTokenForRuntime.token;
    },
  },
  {
    name: 'configuration',
    async take(server, _id, held) {
      const { token, certificateSigningRequestInfo } = await connect(server, configuration, { token: held.token });
      held.csrToken = token.token;
      held.clientId = /CN=(.+)$/.exec(certificateSigningRequestInfo.subject)?.[1] ?? '';
    },
  },
  {
    name: 'signing',
    async take(server, _id, held) {
      held.credentials = await sign(server, held.clientId ?? '', { token: held.csrToken });
    },
  },
  {
    name: 'renewal',
    async take(server, _id, held) {
      held.renewed = await sign(server, held.clientId ?? '', { credentials: held.credentials });
    },
  },
];

async function enrol(server: ServerProcess, runtimeId: string): Promise<Held> {
  const held: Held = {};
  for (const step of steps) await step.take(server, runtimeId, held);
  return held;
}

const serialOf = ({ cert }: Credentials) => new X509Certificate(cert).serialNumber.toLowerCase().padStart(32, '0');

async function problemsAfter(server: ServerProcess, runtimeId: string, held: Held): Promise<string[]> {
  const problems: string[] = [];
  const inventory = async (): Promise<string[]> => {
    const text = 'query ($id: ID) { certificates(ownerID: $id) { data { serial } } }';
    const { certificates } = await administer(server, text, { id: runtimeId });
    return certificates.data.map(({ serial }) => serial);
  };
  const check = async (credentials: Credentials | undefined) => {
    if (!credentials) return;
    if (!(await inventory()).includes(serialOf(credentials))) problems.push('a certificate is lost from the inventory');
    await connect(server, configuration, { credentials }).catch((error) =>
      problems.push(`a certificate does not work: ${error.message}`),
    );
  };
  await check(held.credentials);
  await check(held.renewed);
  const again = await enrol(server, runtimeId);
  await check(again.credentials);
  await check(again.renewed);
  const { activity } = await administer(
    server,
    'query ($id: ID) { activity(objectID: $id, actions: ["certificate.issued", "certificate.renewed"]) { data { after } } }',
    { id: runtimeId },
  );
  const told = activity.data.map(({ after }) => after.serial).toSorted();
  if (told.join() !== (await inventory()).toSorted().join()) problems.push('inventory and activity log differ');
  return problems;
}

/**
 * Kills after `step`, or so many milliseconds after its request was sent; -1: only once it was answered. Fewer moments
 * on PostgreSQL, which keeps what was committed whatever becomes of us: there it is about what a transaction holds together.
 */
const delays = postgres ? [-1, 10] : [-1, 2, 10, 25, 50];
const moments = steps.flatMap((_step, index) => delays.map((delayMs) => ({ index, delayMs })));

let server = await startServer(env);
let passed = 0;
let failed = 0;
for (const { index, delayMs } of moments) {
  const { name } = steps[index] ?? { name: '' };
  const problems: string[] = [];
  let answered = false;
  try {
    const register = 'mutation ($name: String!) { registerRuntime(in: { name: $name }) { id } }';
    const runtime = await administer(server, register, { name: `runtime-${index}-${delayMs}` });
    const runtimeId = runtime.registerRuntime.id;
    const held: Held = {};
    for (const step of steps.slice(0, index)) await step.take(server, runtimeId, held);
    const last = steps[index]?.take(server, runtimeId, held).then(
      () => {
        answered = true;
      },
      // Its answer was lost with the server: what then holds is asked below.
      () => undefined,
    );
    if (delayMs < 0) await last;
    else await new Promise((resolve) => setTimeout(resolve, delayMs));
    await server.stop('SIGKILL');
    await last;
    server = await startServer(env);
    problems.push(...(await problemsAfter(server, runtimeId, held)));
  } catch (error) {
    problems.push(String(error));
  }
  if (problems.length === 0) passed += 1;
  else failed += 1;
  const when = delayMs < 0 ? 'after' : `${delayMs} ms into`;
  console.log(
    `killed ${when} ${name}: ${answered ? 'answered' : 'answer lost'}, ${problems.join('; ') || 'no problems'}`,
  );
}
await server.stop('SIGTERM');
if (postgres) await postgres.stop();
else {
  const file = new SQLite(join(folder, 'compass.db'), { readonly: true });
  if (file.pragma('integrity_check', { simple: true }) === 'ok') passed += 1;
  else failed += 1;
  file.close();
}
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
