import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectionFailed, newConnection } from '../connection.ts';
import { resourcesOf } from '../resources.ts';
import { TargetError } from '../target.ts';
import type { Use } from '../testing/access.ts';
import { clusterNames, openCluster, type TestCluster } from '../testing/cluster.ts';
import { openKubernetes } from './kubernetes.ts';

const { application } = resourcesOf(
  { id: 'a1', name: 'shop', description: null, auths: [], bundles: [] },
  { centralGatewayUrl: 'http://central', skipVerify: false },
);
const secret = { name: 'shop-b', application: 'shop', bundleId: 'b', data: { username: 'u', password: 'p' } };
const named = (name: string) => ({ ...application, metadata: { ...application.metadata, name } });

describe('A cluster', () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await openCluster();
  });
  afterEach(() => cluster.remove());

  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => 'nothing failed',
      (error: unknown) => {
        expect(error).toBeInstanceOf(TargetError);
        return (error as Error).message;
      },
    );
  /** Does something once, just before a request of this kind is answered. */
  function justBefore(verb: string, resource: string, act: () => unknown) {
    let isDone = false;
    cluster.server.onRequest = (use: Use) => {
      if (isDone || use.verb !== verb || use.resource !== resource) return true;
      isDone = true;
      return act() !== false;
    };
  }
  const storedConnection = () => cluster.server.of('compassconnections').get('', 'compass-connection');
  const editConnection = (spec: object) => {
    const present = storedConnection();
    cluster.server
      .of('compassconnections')
      .replace('', 'compass-connection', { ...present, spec: { ...present.spec, ...spec } }, false);
  };

  test('loses no edit of an operator who writes at the same time', async () => {
    const { target } = cluster;
    await target.writeConnection(newConnection);
    justBefore('update', 'compassconnections', () => editConnection({ resyncNow: true }));
    const written = await target.writeConnection((present) => present && connectionFailed(present, 'why', 0));
    expect(written?.spec.resyncNow).toBe(true);
    expect(storedConnection().status.connectionStatus.error).toBe('why');
  });

  test('writes no connection that was deleted meanwhile', async () => {
    const { target } = cluster;
    await target.writeConnection(newConnection);
    justBefore('update', 'compassconnections', () =>
      cluster.server.of('compassconnections').remove('', 'compass-connection'),
    );
    expect(await target.writeConnection((present) => present && connectionFailed(present, 'why', 0))).toBeNull();
    expect(cluster.server.of('compassconnections').all.size).toBe(0);
  });

  test('merges into a Secret that somebody else has just made or changed', async () => {
    const secrets = cluster.server.of('secrets');
    const { namespace, name } = clusterNames.client;
    const body = (data: object) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace, name },
      type: 'Opaque',
      data,
    });
    justBefore('create', 'secrets', () => secrets.create(namespace, body({ note: btoa('mine') }), false));
    await cluster.target.writeSecret('client', { key: 'k' });
    justBefore('update', 'secrets', () => secrets.replace(namespace, name, body({ note: btoa('new') }), false));
    await cluster.target.writeSecret('client', { crt: 'c' });
    expect(await cluster.target.readSecret('client')).toEqual({ note: 'new', crt: 'c' });
  });

  test('gives up on a resource that is changed all the time', async () => {
    await cluster.target.writeConnection(newConnection);
    let count = 0;
    cluster.server.onRequest = ({ verb }) => {
      if (verb === 'update') {
        count += 1;
        editConnection({ resyncNow: count % 2 === 1 });
      }
      return true;
    };
    const writing = cluster.target.writeConnection((present) => present && connectionFailed(present, 'why', 0));
    expect(await failure(writing)).toMatch(/cannot be written: the object .* has been modified$/);
    expect(count).toBe(5);
  });

  test('takes a missing definition, missing rights and a wrong token for errors, never for an absent resource', async () => {
    cluster.server.forget('compassconnections');
    const unknown = /^CompassConnection compass-connection cannot be read: the cluster does not know this kind/;
    expect(await failure(cluster.target.readConnection())).toMatch(unknown);
    expect(await failure(cluster.target.writeConnection(newConnection))).toMatch(unknown);
    cluster.server.forget('applications');
    expect(await failure(cluster.target.listApplications())).toMatch(/kubectl apply -k agent\/deploy$/);
    cluster.server.access = [];
    expect(await failure(cluster.target.readSecret('client'))).toMatch(/cannot be read: secrets is forbidden/);
    expect(await failure(cluster.target.readParameters())).toMatch(/is forbidden/);
    const config = new KubeConfig();
    config.loadFromString(cluster.server.kubeconfig().replace(/token: .*/, 'token: WRONG-TOKEN'));
    const stranger = openKubernetes(config, { ...clusterNames, timeoutMs: 2000 });
    expect(await failure(stranger.readConnection())).toMatch(/: the cluster does not know who the agent is$/);
    expect(await failure(stranger.readSecret('client'))).not.toContain('WRONG-TOKEN');
  });

  test.each<[string, (cluster: TestCluster) => void, RegExp]>([
    [
      'the definition is missing',
      ({ server }) => server.forget('compassconnections'),
      /kubectl apply -k agent\/deploy/,
    ],
    ['Applications are not defined', ({ server }) => server.forget('applications'), /Applications cannot be listed/],
    [
      'the namespace is missing',
      ({ server }) => server.of('namespaces').remove('', 'compass-system'),
      /namespaces "compass-system" not found/,
    ],
    [
      'Secrets may be created and not changed',
      ({ server }) => {
        const text = JSON.stringify(server.access).replaceAll(
          '"get","list","create","update","delete"',
          '"get","list","create"',
        );
        server.access = JSON.parse(text);
      },
      /Secret compass-system\/cluster-client-certificates cannot be written: secrets is forbidden/,
    ],
    [
      'the connection may be created and not changed',
      ({ server }) => {
        server.access = JSON.parse(JSON.stringify(server.access).replace('"get","list","watch","update"', '"get"'));
      },
      /CompassConnection .* cannot be written: compassconnections is forbidden/,
    ],
    [
      'the definition knows no status',
      ({ server }) => {
        const definition = structuredClone(
          server.access?.find(({ spec }) => spec?.names?.plural === 'compassconnections'),
        );
        delete definition.spec.versions[0].schema.openAPIV3Schema.properties.status;
        server.apply(definition);
      },
      /drops its status/,
    ],
  ])('is not writable when %s', async (_what, spoil, message) => {
    spoil(cluster);
    expect(await failure(cluster.target.assertWritable())).toMatch(message);
    expect(cluster.server.of('secrets').all.size).toBe(0);
  });

  test('lists all pages, and begins anew when a list has expired', async () => {
    const target = cluster.open({ pageSize: 2 });
    for (const name of ['a', 'b', 'c', 'd', 'e']) await target.createApplication(named(name));
    const names = async () => (await target.listApplications()).map(({ metadata }) => metadata.name);
    expect(await names()).toEqual(['a', 'b', 'c', 'd', 'e']);
    let lists = 0;
    cluster.server.onRequest = ({ verb }) => {
      lists += 1;
      if (verb === 'list' && lists === 3) cluster.server.expire();
      return true;
    };
    expect(await names()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(lists).toBe(6);
  });

  test('answers no part of a list: not when it always expires, and not when the API server goes away', async () => {
    const target = cluster.open({ pageSize: 2 });
    for (const name of ['a', 'b', 'c']) await target.createApplication(named(name));
    let lists = 0;
    cluster.server.onRequest = () => {
      lists += 1;
      if (lists % 2 === 0) cluster.server.expire();
      return true;
    };
    expect(await failure(target.listApplications())).toMatch(/too old/);
    lists = 0;
    cluster.server.onRequest = () => {
      lists += 1;
      return lists < 2;
    };
    expect(await failure(target.listApplications())).toMatch(
      /^Applications cannot be listed: the cluster cannot be asked/,
    );
  });

  test('says that the API server is away or does not answer in time', async () => {
    await cluster.server.stop();
    const away = /^Applications cannot be listed: the cluster cannot be asked: ECONNREFUSED$/;
    expect(await failure(cluster.target.listApplications())).toMatch(away);
    expect(await failure(cluster.target.readConnection())).toMatch(/cannot be asked/);
    expect(await cluster.target.health()).toMatchObject({ components: [{ name: 'cluster', ok: false }] });
    await cluster.server.start();
    expect(await cluster.target.listApplications()).toEqual([]);
    const impatient = cluster.open({ timeoutMs: 1 });
    expect(await failure(impatient.listApplications())).toMatch(/does not answer in time$/);
  });

  test('updates and deletes exactly what was listed', async () => {
    const { target, server } = cluster;
    const listed = await target.createApplication(named('shop'));
    const applications = server.of('applications');
    const edit = () => {
      const present = applications.get('', 'shop');
      applications.replace('', 'shop', { ...present, spec: { ...present.spec, compassMetadata: undefined } }, false);
    };
    edit();
    expect(await failure(target.updateApplication(listed))).toMatch(/has been modified$/);
    // Its owner has just taken it out of Compass's hands.
    expect(await failure(target.deleteApplication(listed))).toMatch(/precondition/);
    expect(applications.all.size).toBe(1);
    applications.remove('', 'shop');
    await target.deleteApplication(listed);
    await target.createApplication(named('shop'));
    await target.deleteApplication(listed);
    expect(applications.all.size).toBe(1);
    expect(await failure(target.updateApplication(listed))).toMatch(/has been modified$/);
  });

  test('has a Secret go with its Application, and writes it for the one that comes after', async () => {
    const { target, server } = cluster;
    const owner = await target.createApplication(application);
    await target.writeApplicationSecret(secret, owner);
    const stored = server.of('secrets').get('compass-system', 'shop-b');
    expect(stored.metadata).toMatchObject({
      labels: { app: 'shop', bundleId: 'b' },
      ownerReferences: [
        { apiVersion: application.apiVersion, kind: 'Application', name: 'shop', uid: owner.metadata.uid },
      ],
    });
    expect(stored.data).toEqual({ username: btoa('u'), password: btoa('p') });
    await target.deleteApplication(owner);
    expect(await target.listApplicationSecrets()).toEqual([]);
    const next = await target.createApplication(application);
    await target.writeApplicationSecret(secret, next);
    expect(server.of('secrets').get('compass-system', 'shop-b').metadata.ownerReferences[0].uid).toBe(
      next.metadata.uid,
    );
  });

  test('leaves a Secret alone that has such labels and belongs to no Application', async () => {
    const { target, server } = cluster;
    const metadata = { name: 'theirs', namespace: 'compass-system', labels: { app: 'shop', bundleId: 'x' } };
    const theirs = { apiVersion: 'v1', kind: 'Secret', metadata, data: { a: btoa('b') } };
    server.of('secrets').create('compass-system', theirs, false);
    expect(await target.listApplicationSecrets()).toEqual([]);
    await target.deleteApplicationSecret({ ...secret, name: 'theirs', bundleId: 'x' });
    expect(server.of('secrets').all.size).toBe(1);
    const owner = await target.createApplication(application);
    expect(await failure(target.writeApplicationSecret({ ...secret, name: 'theirs' }, owner))).toMatch(
      /does not belong/,
    );
  });

  test('puts no value of a Secret into an error', async () => {
    const owner = await cluster.target.createApplication(application);
    const password = 'Tr0ub4dor-and-3';
    cluster.server.of('namespaces').remove('', 'compass-system');
    const writing = cluster.target.writeApplicationSecret({ ...secret, data: { password } }, owner);
    const message = await failure(writing);
    expect(message).toMatch(/not found$/);
    expect(message).not.toContain(password);
    expect(message).not.toContain(btoa(password));
  });

  test('tells version and nodes, and does without the right to list them', async () => {
    const node = (name: string, ready: string) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      status: { conditions: [{ type: 'Ready', status: ready }] },
    });
    cluster.server.apply(node('n1', 'True'));
    const version = { versions: [{ name: 'kubernetes', version: 'v1.33.1' }] };
    expect(await cluster.target.health()).toEqual({ ...version, components: [{ name: 'nodes', ok: true }] });
    cluster.server.apply(node('n2', 'Unknown'));
    expect((await cluster.open().health())?.components).toEqual([
      { name: 'nodes', ok: false, message: '1 of 2 nodes are not ready: n2' },
    ]);
    cluster.server.access = [];
    expect(await cluster.open().health()).toEqual({ ...version, components: [] });
  });

  test('goes on watching after an expired version and an API server that was away, and misses nothing', async () => {
    const { target, server } = cluster;
    await target.writeConnection(newConnection);
    let waiting: (() => void) | null = null;
    const heard: string[] = [];
    const stop = target.watch((change) => {
      heard.push(change);
      waiting?.();
    });
    const change = () =>
      new Promise<void>((resolve) => {
        waiting = resolve;
      });
    await until(() => server.watches() === 2);
    const first = change();
    editConnection({ resyncNow: true });
    await first;
    server.expire();
    const second = change();
    editConnection({ resyncNow: false });
    await second;
    await until(() => server.watches() === 2);
    await server.stop();
    const third = change();
    server.of('compassconnections').remove('', 'compass-connection');
    await server.start();
    await third;
    expect(heard).toEqual(['connection', 'connection', 'connection']);
    await until(() => server.watches() === 2);
    stop();
    await until(() => server.watches() === 0);
  });
});

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};
