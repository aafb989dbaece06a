/**
 * The walk-through with real `openssl` and `curl` against the server as `npm start` starts it: from a one-time token to
 * a certificate, and with that certificate to the Director. Closes with `N passed, N failed`.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startCompass } from '../fixtures/server.ts';

const runFile = promisify(execFile);
const script = join(import.meta.dirname, 'walkthrough.sh');

interface Answer {
  data: Record<string, { data?: { name: string }[] } | null> | null;
  errors?: { message: string }[];
}

async function requireCommands(names: string[]): Promise<void> {
  const missing: string[] = [];
  for (const name of names) {
    await runFile('sh', ['-c', `command -v ${name}`]).catch(() => missing.push(name));
  }
  if (missing.length === 0) return;
  console.error(`The walk-through needs ${missing.join(', ')}: install with the package manager of the system.`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

await requireCommands(['bash', 'openssl', 'curl', 'jq']);
const work = mkdtempSync(join(tmpdir(), 'compass-walkthrough-'));
const compass = await startCompass();
const serverCA = join(compass.dataDir, 'server-ca.crt');

let passed = 0;
let failed = 0;
async function check(name: string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    const { message, stderr, stdout } = error as Error & { stderr?: string; stdout?: string };
    console.log(
      `FAILED  ${name}\n        ${[message, stdout, stderr].filter(Boolean).join('\n').replaceAll('\n', '\n        ')}`,
    );
  }
}

function same(actual: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`expected ${should}, got ${is}`);
}

/** Registers an object in a scenario and answers its id. */
async function register(kind: 'Application' | 'Runtime', name: string, scenarios?: string[]): Promise<string> {
  const type = kind === 'Application' ? 'ApplicationRegisterInput' : 'RuntimeInput';
  const input = { name, ...(scenarios ? { labels: { scenarios } } : {}) };
  const text = `mutation ($in: ${type}!) { result: register${kind}(in: $in) { id } }`;
  const { result } = await compass.graphql<{ result: { id: string } }>(text, { in: input });
  return result.id;
}

async function walk(kind: 'Application' | 'Runtime', name: string, id: string): Promise<void> {
  const folder = join(work, name);
  mkdirSync(folder);
  const { result } = await compass.graphql<{ result: { token: string; connectorURL: string } }>(
    `mutation ($id: ID!) { result: requestOneTimeTokenFor${kind}(id: $id) { token connectorURL } }`,
    { id },
  );
  const env = { ...process.env, CURL_TLS: `--cacert ${serverCA}` };
  await runFile('bash', [script, result.connectorURL, result.token], { cwd: folder, env });
}

async function installed(field: 'directorURL' | 'certificateSecuredConnectorURL'): Promise<string> {
  const { installation } = await compass.graphql<{ installation: Record<string, string> }>(
    `{ installation { ${field} } }`,
  );
  return installation[field] ?? '';
}

/** Asks the Director over mTLS with the renewed certificate the walk-through left behind. */
async function askDirector(name: string, query: string, ...options: string[]): Promise<Answer> {
  const { stdout } = await runFile(
    'curl',
    [
      ...['-sS', '--cacert', serverCA, '--cert', 'chain2.pem', '--key', 'app2.key'],
      ...['-H', 'Content-Type: application/json', ...options],
      ...['--data-binary', JSON.stringify({ query, variables: null }), await installed('directorURL')],
    ],
    { cwd: join(work, name) },
  );
  return JSON.parse(stdout) as Answer;
}

const applicationsFor = (runtimeId: string) =>
  `query { result: applicationsForRuntime(runtimeID: "${runtimeId}") { data { name } totalCount } }`;
const namesIn = ({ data, errors }: Answer) => {
  if (errors) throw new Error(errors.map((error) => error.message).join('; '));
  return data?.['result']?.data?.map((each) => each.name).sort();
};

try {
  await compass.graphql('mutation { createScenario(name: "campaign") { id } }');
  const application = await register('Application', 'application-1', ['campaign']);
  await register('Application', 'application-2', ['campaign']);
  await register('Application', 'application-3');
  const first = await register('Runtime', 'runtime-1', ['campaign']);
  const second = await register('Runtime', 'runtime-2', ['campaign']);

  await check('an Application walks from a token to a renewed certificate', () =>
    walk('Application', 'application-1', application),
  );
  await check('runtime-1 walks from a token to a renewed certificate', () => walk('Runtime', 'runtime-1', first));
  await check('runtime-2 walks from a token to a renewed certificate', () => walk('Runtime', 'runtime-2', second));

  await check('runtime-1 fetches what is available in its scenario', async () =>
    same(namesIn(await askDirector('runtime-1', applicationsFor(first))), ['application-1', 'application-2']),
  );
  await check('what it fetched is connected to it', async () => {
    const text = `query ($id: ID) { connections(runtimeID: $id, states: [CONNECTED]) { data { application { name } } } }`;
    const { connections } = await compass.graphql<{ connections: { data: { application: { name: string } }[] } }>(
      text,
      {
        id: first,
      },
    );
    same(connections.data.map((each) => each.application.name).sort(), ['application-1', 'application-2']);
  });
  await check('runtime-2, in the same scenario, does not receive what runtime-1 holds', async () =>
    same(namesIn(await askDirector('runtime-2', applicationsFor(second))), []),
  );
  await check('connecting a held Application explicitly fails with the reason', async () => {
    const text = `mutation { connectApplication(applicationID: "${application}", runtimeID: "${second}") { state } }`;
    const reason = await compass.graphql(text).then(
      () => 'it did not fail',
      (error: Error) => error.message,
    );
    if (!reason.includes('Application "application-1" is connected to Runtime "runtime-1"')) throw new Error(reason);
  });
  await check('runtime-1 still holds them when it asks again', async () =>
    same(namesIn(await askDirector('runtime-1', applicationsFor(first))), ['application-1', 'application-2']),
  );
  await check('the Application reads itself, and nothing of the other', async () => {
    const read = (id: string) => `query { result: application(id: "${id}") { name } }`;
    same((await askDirector('application-1', read(application))).data, { result: { name: 'application-1' } });
    const answer = await askDirector('application-1', `query { result: runtime(id: "${first}") { name } }`);
    same(
      answer.errors?.[0]?.message,
      'insufficient scopes provided, required: [runtime:read], actual: [application:read application:write]',
    );
  });
  await check('a Tenant header that names another tenant is refused', async () => {
    const answer = await askDirector('runtime-1', applicationsFor(first), '-H', 'Tenant: somebody-else');
    same(answer.errors?.[0]?.message, 'insufficient scopes provided, required: [application:read], actual: []');
  });
  await check('the handshake names the issuing CA, by which Go clients choose their certificate', async () => {
    const { host } = new URL(await installed('certificateSecuredConnectorURL'));
    const { stdout } = await runFile('bash', [
      '-c',
      `openssl s_client -connect ${host} -CAfile ${serverCA} </dev/null 2>&1 || true`,
    ]);
    const [, list = ''] = stdout.split('Acceptable client certificate CA names\n');
    const [first = ''] = list.split('\n');
    const { stdout: subject } = await runFile('openssl', ['x509', '-in', 'caCertificate.pem', '-noout', '-subject'], {
      cwd: join(work, 'runtime-1'),
    });
    same(
      first.replaceAll(' ', ''),
      subject
        .trim()
        .replace(/^subject= */, '')
        .replaceAll(' ', ''),
    );
    if (!stdout.includes('Verify return code: 0 (ok)')) throw new Error(stdout);
  });
  await check('tokens and certificates survive a restart', async () => {
    const { result } = await compass.graphql<{ result: { token: string; connectorURL: string } }>(
      'mutation ($id: ID!) { result: requestOneTimeTokenForRuntime(id: $id) { token connectorURL } }',
      { id: second },
    );
    await compass.kill('SIGTERM');
    await compass.restart();
    same(namesIn(await askDirector('runtime-1', applicationsFor(first))), ['application-1', 'application-2']);
    const query = '{ result: configuration() { token { token } } }';
    const { stdout } = await runFile('curl', [
      ...[
        '-sS',
        '--cacert',
        serverCA,
        '-H',
        'Content-Type: application/json',
        '-H',
        `Connector-Token: ${result.token}`,
      ],
      ...['--data-binary', JSON.stringify({ query }), result.connectorURL],
    ]);
    same((JSON.parse(stdout) as Answer).errors, undefined);
  });
  await check('the console shows it: two certificates each, one of them revoked, and connected Runtimes', async () => {
    const { certificates, runtimes } = await compass.graphql<{
      certificates: { totalCount: number; data: { state: string }[] };
      runtimes: { data: { connectionState: string }[] };
    }>('{ certificates { totalCount data { state } } runtimes { data { connectionState } } }');
    same(certificates.totalCount, 6);
    same(certificates.data.filter((each) => each.state === 'REVOKED').length, 3);
    same(
      runtimes.data.map((each) => each.connectionState),
      ['CONNECTED', 'CONNECTED'],
    );
  });
} catch (error) {
  failed += 1;
  console.error(error);
} finally {
  await compass.stop();
  rmSync(work, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
