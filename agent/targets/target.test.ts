import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PresentApplication } from '../application.ts';
import { connected, connectionFailed, newConnection } from '../connection.ts';
import { isOwned } from '../reconcile.ts';
import { resourcesOf } from '../resources.ts';
import { type Change, type Target, TargetError } from '../target.ts';
import { clusterNames } from '../testing/cluster.ts';
import { type Place, placeKinds, places } from '../testing/places.ts';

const wanted = (name: string) =>
  resourcesOf(
    {
      id: `id-of-${name}`,
      name,
      description: null,
      auths: [{ id: 's1' }],
      bundles: [
        {
          id: '2f1d7a80-0000-4000-8000-000000000001',
          name: 'Orders',
          description: null,
          instanceAuthRequestInputSchema: '{"type":"object"}',
          apiDefinitions: {
            data: [{ id: 'd1', name: 'orders', targetURL: 'https://shop.example/api' }],
          },
          eventDefinitions: { data: [{ id: 'e1', name: 'created' }] },
          defaultInstanceAuth: {
            credential: { clientId: 'c', clientSecret: 'oauth-secret', url: 'https://token.example' },
            additionalHeaders: { 'X-A': ['1'] },
            additionalQueryParams: null,
            requestAuth: { csrf: { tokenEndpointURL: 'https://csrf.example' } },
          },
        },
      ],
    } as unknown as Parameters<typeof resourcesOf>[0],
    { centralGatewayUrl: 'http://central', skipVerify: false },
  );

describe.each(placeKinds)('A %s as the place of a Runtime', (kind) => {
  let place: Place;
  let target: Target;
  beforeEach(async () => {
    place = await places[kind]();
    target = place.target;
  });
  afterEach(async () => {
    await place.remove();
  });
  const named = async (name: string) => {
    const found = (await target.listApplications()).find(({ metadata }) => metadata.name === name);
    return found as PresentApplication;
  };

  test('reads the Config Map as it is now, and knows when there is none', async () => {
    expect(await target.readParameters()).toBeNull();
    place.configure({ TOKEN: 'a', TENANT: '' });
    expect(await target.readParameters()).toEqual({ TOKEN: 'a', TENANT: '' });
    place.configure({ TOKEN: 'b' });
    expect(await target.readParameters()).toEqual({ TOKEN: 'b' });
  });

  test('keeps spec and status of the connection in one write, flags and nulls included', async () => {
    expect(await target.readConnection()).toBeNull();
    expect(await target.writeConnection(() => null)).toBeNull();
    const urls = { directorUrl: 'https://d.example', connectorUrl: 'https://c.example' };
    const dates = { notBefore: 0, notAfter: 86_400_000 };
    await target.writeConnection(() => connected(newConnection(), { urls, dates, now: 1000 }));
    const { spec, status } = connected(newConnection(), { urls, dates, now: 1000 });
    expect(await target.readConnection()).toMatchObject({ spec, status });
    const written = await target.writeConnection(
      (present) => present && { ...present, spec: { ...present.spec, resyncNow: true } },
    );
    expect(written?.spec).toEqual({ ...spec, resyncNow: true });
    expect((await target.readConnection())?.status).toEqual(status);
    place.deleteConnection();
    expect(await target.readConnection()).toBeNull();
    const seen: unknown[] = [];
    await target.writeConnection((present) => {
      seen.push(present);
      return present;
    });
    expect(seen).toEqual([null]);
  });

  test('loses no edit that an operator makes while the connection is written', async () => {
    await target.writeConnection(newConnection);
    let isAsked = false;
    const written = await target.writeConnection((present) => {
      if (!isAsked) place.resyncNow();
      isAsked = true;
      return present && connectionFailed(present, 'why', 0);
    });
    expect(written?.spec.resyncNow).toBe(true);
    expect(await target.readConnection()).toMatchObject({
      spec: { resyncNow: true },
      status: { connectionStatus: { error: 'why' } },
    });
  });

  test('writes no connection that an operator deletes meanwhile', async () => {
    await target.writeConnection(newConnection);
    const written = await target.writeConnection((present) => {
      if (present) place.deleteConnection();
      return present && connectionFailed(present, 'why', 0);
    });
    expect([written, await target.readConnection()]).toEqual([null, null]);
  });

  test('sets keys of its own Secrets and keeps the others, whatever bytes the values have', async () => {
    expect(await target.readSecret('client')).toBeNull();
    await target.writeSecret('client', { key: 'k\n', crt: 'c' });
    await target.writeSecret('client', { crt: 'ä', serverCa: '' });
    expect(await target.readSecret('client')).toEqual({ key: 'k\n', crt: 'ä', serverCa: '' });
    expect(await target.readSecret('ca')).toBeNull();
    await target.writeSecret('ca', { cacert: 'pem' });
    expect(await target.readSecret('ca')).toEqual({ cacert: 'pem' });
  });

  test('says that it is writable without leaving anything behind', async () => {
    await target.assertWritable();
    await target.assertSecretsWritable();
    expect(await target.readConnection()).toBeNull();
    expect(await target.readSecret('client')).toBeNull();
    await target.writeSecret('client', { key: 'k' });
    await target.writeConnection(newConnection);
    const before = await target.readConnection();
    await target.assertWritable();
    expect(await target.readConnection()).toEqual(before);
    expect(await target.readSecret('client')).toEqual({ key: 'k' });
  });

  test('stores exactly the Application it is given, and changes and removes it', async () => {
    const { application } = wanted('shop');
    const created = await target.createApplication(application);
    for (const stored of [created, await named('shop')]) {
      expect({ ...stored, metadata: { name: stored.metadata.name, labels: stored.metadata.labels } }).toEqual(
        application,
      );
      expect(isOwned(stored)).toBe(true);
    }
    await expect(target.createApplication(application)).rejects.toThrow(TargetError);
    const listed = await named('shop');
    await target.updateApplication({ ...listed, spec: { ...listed.spec, description: 'new', encodeUrl: true } });
    const changed = await named('shop');
    expect(changed.spec).toEqual({ ...application.spec, description: 'new', encodeUrl: true });
    await target.deleteApplication(changed);
    await target.deleteApplication(changed);
    expect(await target.listApplications()).toEqual([]);
  });

  test('changes and removes no Application that an operator has changed or removed since it was listed', async () => {
    await target.createApplication(wanted('shop').application);
    const listed = await named('shop');
    const next = { ...listed, spec: { ...listed.spec, description: 'new' } };
    await place.editApplication('shop');
    await expect(target.updateApplication(next)).rejects.toThrow(TargetError);
    await expect(target.deleteApplication(listed)).rejects.toThrow(TargetError);
    const { spec } = await named('shop');
    expect(spec).toEqual({ ...listed.spec, encodeUrl: true });
    await place.deleteApplication('shop');
    await expect(target.updateApplication(next)).rejects.toThrow(TargetError);
    await target.deleteApplication(listed);
    expect(await target.listApplications()).toEqual([]);
  });

  test('lists what others made, which is not owned', async () => {
    await target.createApplication({
      apiVersion: 'applicationconnector.kyma-project.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'by-hand' },
      spec: { description: 'mine' },
    });
    await target.createApplication(wanted('shop').application);
    const listed = await target.listApplications();
    expect(listed.map((one) => [one.metadata.name, isOwned(one)]).sort()).toEqual([
      ['by-hand', false],
      ['shop', true],
    ]);
  });

  test('keeps the Secrets of an Application: stores, lists, changes and removes them', async () => {
    const { application, secrets } = wanted('shop');
    const owner = await target.createApplication(application);
    for (const secret of secrets) await target.writeApplicationSecret(secret, owner);
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
    expect((await target.listApplicationSecrets()).sort(byName)).toEqual([...secrets].sort(byName));
    const [first, second] = secrets as [(typeof secrets)[0], (typeof secrets)[0]];
    const changed = { ...first, data: { clientId: 'c', clientSecret: 'next' } };
    await target.writeApplicationSecret(changed, owner);
    await target.deleteApplicationSecret(second);
    await target.deleteApplicationSecret(second);
    expect(await target.listApplicationSecrets()).toEqual([changed]);
    const foreign = { ...changed, application: 'other' };
    const other = { ...owner, metadata: { ...owner.metadata, name: 'other' } };
    await expect(target.writeApplicationSecret(foreign, other)).rejects.toThrow('does not belong to other');
    // The agent's own Secrets are none of an Application.
    await target.writeSecret('client', { key: 'k' });
    const own = { ...changed, name: clusterNames.client.name };
    await expect(target.writeApplicationSecret(own, owner)).rejects.toThrow('does not belong to shop');
    expect(await target.listApplicationSecrets()).toEqual([changed]);
  });

  test('notices changes of the Config Map and the connection by whomever, until it is told to stop', async () => {
    const waiting = new Map<Change, () => void>();
    const stop = target.watch((change) => waiting.get(change)?.());
    const noticed = async (change: Change, cause: () => unknown) => {
      let isHeard = false;
      const heard = new Promise<void>((resolve) => {
        waiting.set(change, () => {
          isHeard = true;
          resolve();
        });
      });
      // The watch may begin only after the first change: what is not heard is done again.
      while (!isHeard) {
        await cause();
        await Promise.race([heard, sleep(200)]);
      }
    };
    let count = 0;
    const next = () => {
      count += 1;
      return String(count);
    };
    await noticed('parameters', () => place.configure({ TOKEN: next() }));
    await noticed('connection', () =>
      target.writeConnection((present) => {
        const spec = { managementInfo: { directorUrl: '', connectorUrl: next() } };
        return { ...(present ?? newConnection()), spec };
      }),
    );
    stop();
  });
});
