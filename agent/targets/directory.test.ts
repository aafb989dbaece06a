import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { newConnection } from '../connection.ts';
import { resourcesOf } from '../resources.ts';
import { TargetError } from '../target.ts';
import { names, openRuntime, type TestRuntime } from '../testing/agent.ts';
import { openDirectory } from './directory.ts';

const options = { centralGatewayUrl: 'http://central', skipVerify: false };
const { application } = resourcesOf({ id: 'a1', name: 'shop', description: null, auths: [], bundles: [] }, options);

describe('A folder for a Runtime', () => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await openRuntime();
  });
  afterEach(() => runtime.remove());
  const path = (...parts: string[]) => join(runtime.folder, ...parts);
  const write = (file: string, text: string) => writeFileSync(path(file), text);
  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => 'nothing failed',
      (error: unknown) => {
        expect(error).toBeInstanceOf(TargetError);
        return (error as Error).message.replace(runtime.folder, '');
      },
    );

  test('keeps a connection with exactly what was written, and tells that there is none', async () => {
    const { target } = runtime;
    expect(await target.readConnection()).toBeNull();
    expect(await target.writeConnection(() => null)).toBeNull();
    expect(await target.readConnection()).toBeNull();
    const written = await target.writeConnection((present) => present ?? newConnection());
    expect(await target.readConnection()).toEqual(written);
    const flagged = await target.writeConnection(
      (present) => present && { ...present, spec: { ...present.spec, resyncNow: true } },
    );
    expect(flagged?.spec.resyncNow).toBe(true);
    expect(readdirSync(runtime.folder).sort()).toEqual(['applications', 'compass-connection.yaml', 'secrets']);
  });

  test('reads a connection people have shortened, and refuses one that is none', async () => {
    const head =
      'apiVersion: compass.kyma-project.io/v1alpha1\nkind: CompassConnection\nmetadata: { name: compass-connection }\n';
    write('compass-connection.yaml', head);
    expect(await runtime.target.readConnection()).toEqual(newConnection());
    for (const text of [
      'kind: CompassConnection\nmetadata: {}',
      `${head}status: { connectionState: Fine }`,
      `${head}spec: { resyncNow: 5 }`,
    ]) {
      write('compass-connection.yaml', text);
      expect(await failure(runtime.target.readConnection())).toMatch(/^\/compass-connection.yaml is not a CompassConn/);
    }
  });

  test.each([
    ['half a file', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x\n'],
    ['two resources', 'kind: ConfigMap\nmetadata: {}\n---\nkind: Secret\nmetadata: {}\n'],
    ['a list', '- kind: ConfigMap\n'],
    ['nothing', ''],
    ['a key twice', 'kind: ConfigMap\nkind: ConfigMap\nmetadata: {}\n'],
    ['aliases that multiply', 'a: &a [1,1]\nb: &b [*a,*a]\nkind: ConfigMap\nmetadata: {x: [*b,*b]}\n'],
    ['another kind', 'kind: Secret\nmetadata: {}\ndata: {}\n'],
    ['a number where a text belongs', 'kind: ConfigMap\nmetadata: {}\ndata: {TENANT: 5}\n'],
    ['no metadata', 'kind: ConfigMap\n'],
  ])('says clearly what is wrong with a Config Map of %s, and not what it holds', async (_what, text) => {
    const token = 'SECRET-TOKEN-123';
    write('compass-agent-configuration.yaml', `# ${token}\n${text}`);
    const message = await failure(runtime.target.readParameters());
    expect(message).toMatch(/^\/compass-agent-configuration.yaml(:| is not| holds)/);
    expect(message).not.toContain(token);
    expect(readFileSync(path('compass-agent-configuration.yaml'), 'utf8')).toContain(text);
  });

  test("does not wait for what comes out of a named pipe: it is somebody else's, or no Config Map", async () => {
    for (const pipe of ['compass-agent-configuration.yaml', 'applications/shop.yaml', 'secrets/shop.yaml']) {
      expect(spawnSync('mkfifo', [path(pipe)]).status).toBe(0);
    }
    expect(await failure(runtime.target.readParameters())).toBe(
      '/compass-agent-configuration.yaml cannot be read: it is no regular file',
    );
    expect(await runtime.target.listApplications()).toEqual([{ metadata: { name: 'shop' } }]);
    expect(await runtime.target.listApplicationSecrets()).toEqual([]);
  });

  test('says clearly what is wrong when nothing can be read or written', async () => {
    mkdirSync(path('compass-agent-configuration.yaml'));
    expect(await failure(runtime.target.readParameters())).toBe(
      '/compass-agent-configuration.yaml cannot be read: it is no regular file',
    );
    write('file', '');
    expect(await failure(openDirectory(path('file'), names))).toMatch(/^.file cannot be used: E(EXIST|NOTDIR)$/);
  });

  test('keeps Secrets for their owner only, sets keys and keeps the others', async () => {
    const { target } = runtime;
    expect(await target.readSecret('client')).toBeNull();
    await target.writeSecret('client', { key: 'k', crt: 'c' });
    await target.writeSecret('client', { crt: 'd', bytes: 'ä\n' });
    expect(await target.readSecret('client')).toEqual({ key: 'k', crt: 'd', bytes: 'ä\n' });
    expect(statSync(path('secrets', 'cluster-client-certificates.yaml')).mode & 0o777).toBe(0o600);
    expect(statSync(path('secrets')).mode & 0o777).toBe(0o700);
    write('secrets/cluster-client-certificates.yaml', 'kind: Secret\nmetadata: {}\ndata: {key: "not base64!"}\n');
    expect(await failure(target.readSecret('client'))).toMatch(/data.key is not base64$/);
    expect(await failure(target.assertWritable())).toMatch(/data.key is not base64$/);
  });

  test('stores, lists, changes and removes Applications, and takes no name for a path', async () => {
    const { target } = runtime;
    await target.createApplication(application);
    expect(await target.listApplications()).toEqual([application]);
    expect(await failure(target.createApplication(application))).toMatch(/it is there already$/);
    const next = { ...application, spec: { ...application.spec, description: 'new' } };
    await target.updateApplication(next);
    expect(await target.listApplications()).toEqual([next]);
    await target.deleteApplication(next);
    await target.deleteApplication(next);
    expect(await target.listApplications()).toEqual([]);
    const evil = { ...application, metadata: { name: '../secrets/x' } };
    await expect((async () => target.createApplication(evil))()).rejects.toThrow('cannot be the name of a resource');
  });

  test('lists half-written and foreign files by name only, and leaves them as they are', async () => {
    const broken = 'kind: Application\nmetadata: {name: broken\n';
    write('applications/broken.yaml', broken);
    write('applications/other.yaml', 'kind: Service\nmetadata: {name: other}\n');
    write('applications/moved.yaml', 'kind: Application\nmetadata: {name: elsewhere}\nspec: {compassMetadata: {}}\n');
    write('applications/README.md', 'notes');
    const listed = await runtime.target.listApplications();
    expect(listed).toEqual(['broken', 'moved', 'other'].map((name) => ({ metadata: { name } })));
    expect(await failure(runtime.target.createApplication({ metadata: { name: 'broken' } }))).toMatch(/already$/);
    expect(readFileSync(path('applications/broken.yaml'), 'utf8')).toBe(broken);
  });

  test('knows its own Secrets of Applications from others', async () => {
    const { target } = runtime;
    const secret = { name: 'shop-b', application: 'shop', bundleId: 'b', data: { username: 'u', password: 'p' } };
    write('secrets/mine.yaml', 'kind: Secret\nmetadata: {name: mine, labels: {app: shop}}\ndata: {}\n');
    write('secrets/half.yaml', 'kind: Secret\nmetadata: {');
    await target.writeApplicationSecret(secret, application);
    expect(await target.listApplicationSecrets()).toEqual([secret]);
    const taken = { ...secret, name: 'mine', application: 'other' };
    expect(await failure(target.writeApplicationSecret(taken, { metadata: { name: 'other' } }))).toMatch(
      /does not belong/,
    );
    await target.deleteApplicationSecret(secret);
    expect(readdirSync(path('secrets')).sort()).toEqual(['half.yaml', 'mine.yaml']);
  });

  describe('that holds Secrets of others', () => {
    const secret = { name: 'shop-b', application: 'shop', bundleId: 'b', data: { username: 'u' } };
    const resource = (name: string, more: object = {}) =>
      stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, namespace: 'compass-system', labels: { app: 'shop', bundleId: 'b' }, ...more },
        type: 'Opaque',
        data: { username: btoa('u') },
      });
    const note = { annotations: { note: 'mine' } };

    test.each([
      ['of any name with the same labels', 'theirs', resource('theirs')],
      ['that says more of itself than ours', 'shop-b', resource('shop-b', note)],
      ['that is a copy of ours', 'copy', null],
    ])('neither lists, replaces nor removes one %s', async (_what, name, text) => {
      const { target } = runtime;
      await target.createApplication(application);
      if (text === null) await target.writeApplicationSecret(secret, application);
      const theirs = text ?? readFileSync(path('secrets', 'shop-b.yaml'), 'utf8');
      write(`secrets/${name}.yaml`, theirs);
      expect((await target.listApplicationSecrets()).filter((one) => one.name === name)).toEqual([]);
      await target.deleteApplicationSecret({ ...secret, name });
      const writing = target.writeApplicationSecret({ ...secret, name }, application);
      expect(await failure(writing)).toMatch(/is there and does not belong to shop$/);
      expect(readFileSync(path('secrets', `${name}.yaml`), 'utf8')).toBe(theirs);
    });

    test('takes over what an agent wrote before there was a mark, if the Application came from Compass', async () => {
      const { target } = runtime;
      write('secrets/shop-b.yaml', resource('shop-b'));
      write('secrets/params-shop-b.yaml', resource('params-shop-b'));
      expect(await target.listApplicationSecrets()).toEqual([]);
      await target.createApplication(application);
      expect(await target.listApplicationSecrets()).toEqual([{ ...secret, name: 'params-shop-b' }, secret]);
      await target.deleteApplicationSecret({ ...secret, name: 'params-shop-b' });
      await target.writeApplicationSecret(secret, application);
      expect(readdirSync(path('secrets'))).toEqual(['shop-b.yaml']);
      expect(parse(readFileSync(path('secrets', 'shop-b.yaml'), 'utf8')).metadata.labels).toEqual({
        app: 'shop',
        bundleId: 'b',
        'applicationconnector.kyma-project.io/managed-by': 'compass-runtime-agent',
      });
      await target.deleteApplication(application);
      expect(await target.listApplicationSecrets()).toEqual([secret]);
    });
  });

  test('notices changes of the Config Map and the connection by whomever', async () => {
    const waiting = new Map<string, () => void>();
    const noticed = (change: string) => new Promise<void>((resolve) => waiting.set(change, resolve));
    const stop = runtime.target.watch((change) => waiting.get(change)?.());
    const parameters = noticed('parameters');
    runtime.configure({ TOKEN: 't' });
    await parameters;
    const connection = noticed('connection');
    await runtime.target.writeConnection(newConnection);
    await connection;
    stop();
  });
});
