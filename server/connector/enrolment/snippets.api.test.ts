import { type ExecFileOptions, execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openRuntime, testCycle } from '../../../agent/testing/agent.ts';
import { openCluster, type TestCluster } from '../../../agent/testing/cluster.ts';
import { startCompass, type TestCompass } from '../../../agent/testing/compass.ts';
import { checkCommand, reachCommand } from '../../../web/enrolment/checkCommands.ts';
import type { ConnectFacts } from '../../../web/enrolment/connectFacts.ts';
import { type ConnectSnippet, snippetsFor } from '../../../web/enrolment/snippets.ts';
import { agent2024, agentConfiguration, agentSigning } from '../../testing/agentDocuments.ts';
import { base64, keyPem, newKeys, requestPem, type Subject } from '../../testing/certificates.ts';
import { goRequest, goShapes } from '../../testing/goAgent.ts';
import { openWire, type Wire } from '../../testing/wire.ts';

const runFile = promisify(execFile);

/** Keeps what it is told and answers nothing, so that each run is one file of arguments and one of what came in. */
const kubectl = `#!/bin/sh
at="$KUBECTL_RUNS/$(ls "$KUBECTL_RUNS" | wc -l)"
printf '%s\\0' "$@" > "$at.arguments"
cat > "$at.input"
`;

/** Values of environment and files as the container of a patched Deployment has them. */
function podOf(deployment: any, secrets: Record<string, Record<string, string>>) {
  const { containers, volumes } = deployment.spec.template.spec;
  const [{ env, volumeMounts }] = containers;
  const variables = Object.fromEntries(env.map(({ name, value }: any) => [name, value]));
  const files = volumeMounts.flatMap(({ name, mountPath }: any) => {
    const { secret } = volumes.find((volume: any) => volume.name === name);
    return secret.items.map(({ key, path }: any) => [join(mountPath, path), secrets[secret.secretName]?.[key]]);
  });
  return { variables, files: Object.fromEntries(files) as Record<string, string> };
}

describe('What the console hands out, run as it stands there', () => {
  let compass: TestCompass;
  let cluster: TestCluster;
  let folder: string;
  let facts: ConnectFacts;
  let count = 0;
  beforeAll(async () => {
    compass = await startCompass();
    await compass.registerApplication('shop');
  });
  afterAll(() => compass.close());
  beforeEach(async () => {
    count += 1;
    folder = mkdtempSync(join(tmpdir(), 'compass-snippets-'));
    mkdirSync(join(folder, 'runs'));
    writeFileSync(join(folder, 'kubectl'), kubectl);
    chmodSync(join(folder, 'kubectl'), 0o755);
    cluster = await openCluster();
    const id = await compass.registerRuntime(`cluster-${count}`);
    facts = {
      ...{ kind: 'RUNTIME', id, name: `cluster-${count}`, tenant: 'default' },
      token: await compass.tokenFor(id),
      connectorURL: compass.connectorUrl,
      serverCAPEM: compass.ca.pem,
      serverCAFingerprint: compass.ca.fingerprint,
    };
  });
  afterEach(async () => {
    await compass.admin('mutation($id: ID!) { unregisterRuntime(id: $id) { id } }', { id: facts.id });
    await cluster.remove();
    rmSync(folder, { recursive: true });
  });

  function snippet(id: ConnectSnippet['id'], of = facts): ConnectSnippet {
    const found = snippetsFor(of).find((each) => each.id === id);
    if (!found) throw new Error(`there is no snippet ${id}`);
    return found;
  }

  async function bash(script: string, { env, ...more }: ExecFileOptions = {}): Promise<string> {
    writeFileSync(join(folder, 'script.sh'), script);
    const paths = { PATH: `${folder}:${process.env['PATH']}`, KUBECTL_RUNS: join(folder, 'runs') };
    const running = runFile('bash', ['script.sh'], { cwd: folder, env: { ...process.env, ...paths, ...env }, ...more });
    running.child.stdin?.end();
    return String((await running).stdout);
  }

  /** Runs scripts for kubectl and does to the cluster what they ask; answers the Deployments that were patched. */
  async function apply(...scripts: string[]): Promise<any[]> {
    for (const script of scripts) await bash(script);
    const patched: any[] = [];
    for (const file of readdirSync(join(folder, 'runs'))
      .filter((each) => each.endsWith('.arguments'))
      .sort()) {
      const [flag, namespace, verb, ...rest] = readFileSync(join(folder, 'runs', file), 'utf8')
        .split('\0')
        .slice(0, -1);
      expect(flag).toBe('-n');
      if (verb === 'patch') {
        expect(rest.slice(0, 3)).toEqual(['deployment', 'compass-runtime-agent', '--patch']);
        patched.push(parse(rest[3] as string));
        continue;
      }
      expect([verb, ...rest]).toEqual(['apply', '-f', '-']);
      const input = readFileSync(join(folder, 'runs', file.replace('.arguments', '.input')), 'utf8');
      const { stringData, ...manifest } = parse(input);
      expect(manifest.metadata.namespace, 'kubectl refuses another one').toBe(namespace);
      const values = Object.entries<unknown>(stringData ?? manifest.data);
      expect(values.filter(([, value]) => typeof value !== 'string')).toEqual([]);
      if (stringData) manifest.data = Object.fromEntries(values.map(([key, value]) => [key, btoa(value as string)]));
      cluster.server.apply(manifest);
    }
    return patched;
  }

  /** What an agent finds under `namespace/name`, whether Config Map or Secret. */
  function read(plural: 'configmaps' | 'secrets', { namespace, name }: { namespace: string; name: string }) {
    const { data } = cluster.server.of(plural).get(namespace, name);
    const text = (value: string) => (plural === 'secrets' ? atob(value) : value);
    return Object.fromEntries(Object.entries<string>(data).map(([key, value]) => [key, text(value)]));
  }

  const exchange = async (on: Wire, url: string, query: string, own: Record<string, string>) => {
    const answer = await on.send(goRequest({ port: on.port, path: new URL(url).pathname }, query, own));
    const { data, errors } = JSON.parse(answer?.text ?? '{}');
    expect(errors).toBeUndefined();
    return data;
  };
  const portOf = (url: string) => Number(new URL(url).port);

  /** From parameters to Applications with the requests of an unmodified Kyma agent: it reads these keys and no others. */
  async function kymaAgent(parameters: Record<string, string>, ca: string | undefined): Promise<string[]> {
    const [url, token, runtimeId, tenant] = ['CONNECTOR_URL', 'TOKEN', 'RUNTIME_ID', 'TENANT'].map(
      (key) => parameters[key] ?? '',
    ) as [string, string, string, string];
    const pairing = await openWire({ port: portOf(url), ca });
    const configured = await exchange(pairing, url, agentConfiguration, { 'Connector-Token': token });
    const { result } = goShapes.configuration.parse(configured);
    const subject = result.certificateSigningRequestInfo.subject.split(',').map((piece) => piece.split('='));
    const keys = await newKeys('RSA-2048');
    const csr = base64(await requestPem(keys, subject as unknown as Subject));
    const own = { 'Connector-Token': result.token.token };
    const signed = goShapes.certification.parse(await exchange(pairing, url, agentSigning(csr), own)).result;
    pairing.close();
    const credentials = { cert: atob(signed.certificateChain), key: await keyPem(keys) };
    const director = result.managementPlaneInfo.directorURL;
    const on = await openWire({ port: portOf(director), ca, credentials });
    const fetched = goShapes.agent2024.parse(await exchange(on, director, agent2024(runtimeId), { Tenant: tenant }));
    on.close();
    return (fetched.applicationsForRuntime.data ?? []).map(({ name }) => name);
  }

  const agentConnects = async (target: TestCluster['target']) => {
    const cycle = testCycle(target);
    const outcome = await cycle.run();
    cycle.close();
    expect(outcome).toEqual({ state: 'Synchronized', result: 'ok' });
    expect(await compass.serialsOf(facts.id)).toHaveLength(1);
  };

  test('the Config Map lets our agent connect, which refuses it without the pin', async () => {
    await apply(snippet('configmap', { ...facts, serverCAPEM: null, serverCAFingerprint: null }).code);
    const cycle = testCycle(cluster.target);
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'failed' });
    cycle.close();
    await cluster.remove();
    cluster = await openCluster();
    rmSync(join(folder, 'runs'), { recursive: true });
    mkdirSync(join(folder, 'runs'));
    await apply(snippet('configmap').code);
    await agentConnects(cluster.target);
  });

  test('the file of the method Folder lets our agent connect', async () => {
    const runtime = await openRuntime();
    writeFileSync(join(runtime.folder, snippet('folder').fileName), snippet('folder').code);
    await agentConnects(runtime.target);
    runtime.remove();
  });

  test('the Secret lets a Kyma agent connect, which trusts the CA in it and no other', async () => {
    const { code, with: more = [] } = snippet('secret');
    const [deployment] = await apply(code, ...more.map((each) => each.code));
    const name = { namespace: 'kyma-system', name: 'compass-agent-configuration' };
    const parameters = read('secrets', name);
    const { variables, files } = podOf(deployment, { [name.name]: parameters });
    expect(variables['APP_SKIP_COMPASS_TLS_VERIFY']).toBe('false');
    const file = variables['SSL_CERT_FILE'];
    expect(variables['SSL_CERT_DIR'], 'nothing else is trusted').toBe(dirname(file));
    expect(Object.keys(files)).toEqual([file]);
    await expect(openWire({ port: portOf(compass.connectorUrl), ca: '' })).rejects.toThrow(/certificate/);
    expect(await kymaAgent(parameters, files[file])).toEqual(['shop']);
  });

  test('the Helm values lead a Kyma agent, the last ones and those of 2020, to the same connection data', async () => {
    const { code, with: more = [] } = snippet('helm');
    const [deployment] = await apply(...more.map((each) => each.code), snippet('configmap').code);
    const { config, certificates, compass: checks } = parse(code).compassRuntimeAgent;
    const parameters = read('secrets', config.secret);
    const { CA_PEM, ...common } = parameters;
    expect(read('configmaps', config.configMap)).toEqual(common);
    expect(CA_PEM?.trim()).toBe(compass.ca.pem.trim());
    expect(checks.skipTLSVerification).toBe(false);
    expect(certificates.clientCertificate.secret.namespace).toBe(config.secret.namespace);
    const { variables, files } = podOf(deployment, { [config.secret.name]: parameters });
    expect(await kymaAgent(parameters, files[variables['SSL_CERT_FILE']])).toEqual(['shop']);
  });

  test('the script connects a Runtime', async () => {
    const printed = await bash(snippet('shell').code);
    expect(printed).toContain('"name": "shop"');
    expect(await compass.serialsOf(facts.id)).toHaveLength(1);
  });

  test('the script connects an Application, and its raw data another client', async () => {
    const id = await compass.registerApplication(`system-${count}`);
    const request = 'mutation($id: ID!) { requestOneTimeTokenForApplication(id: $id) { token } }';
    const tokenFor = async () => (await compass.admin(request, { id }))['requestOneTimeTokenForApplication'].token;
    const own = { ...facts, kind: 'APPLICATION' as const, id, name: `system-${count}` };
    const printed = await bash(snippet('shell', { ...own, token: await tokenFor() }).code);
    expect(printed).toContain('Reading the Application over mTLS');
    expect(printed).toContain(`"name": "system-${count}"`);
    expect(await compass.serialsOf(id)).toHaveLength(1);
    const { application } = await compass.admin('query($id: ID!) { application(id: $id) { status { condition } } }', {
      id,
    });
    expect(application.status.condition).toBe('CONNECTED');

    const raw = JSON.parse(snippet('raw', { ...own, token: await tokenFor() }).code);
    const on = await openWire({ port: portOf(raw.connectorURL), ca: raw.serverCAPEM });
    const answer = await exchange(on, raw.connectorURL, agentConfiguration, { 'Connector-Token': raw.token });
    on.close();
    expect(goShapes.configuration.parse(answer).result.certificateSigningRequestInfo.subject).toContain('CN=');
    await compass.admin('mutation($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
  });

  test('the script stops before it spends the token where the CA is not the one it pins', async () => {
    const wrong = facts.serverCAFingerprint?.replace(/^../, (first) => (first === '00' ? '11' : '00')) ?? null;
    await expect(bash(snippet('shell', { ...facts, serverCAFingerprint: wrong }).code)).rejects.toThrow(
      /does not have the expected fingerprint/,
    );
    const query = 'query($id: ID!) { tokens(ownerID: $id) { data { state } } }';
    expect((await compass.admin(query, { id: facts.id }))['tokens'].data).toEqual([{ state: 'LIVE' }]);
  });

  test('the check commands show the fingerprint of the CA, and that the gateway is reached', async () => {
    expect(await bash(checkCommand(facts) ?? '')).toContain(compass.ca.fingerprint);
    await bash(reachCommand(facts.connectorURL));
    await expect(bash(reachCommand('https://127.0.0.1:1/connector/graphql'))).rejects.toThrow();
  });
});
