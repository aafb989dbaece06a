import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Cycle, Outcome } from './cycle.ts';
import { runLoop } from './loop.ts';
import { right, rightsOf } from './testing/access.ts';
import { testCycle } from './testing/agent.ts';
import { manifestsOf, openCluster, type TestCluster } from './testing/cluster.ts';
import { startCompass, type TestCompass } from './testing/compass.ts';

const synchronized: Outcome = { state: 'Synchronized', result: 'ok' };

describe('An agent over real TLS, with a cluster for a Runtime', () => {
  let compass: TestCompass;
  let cluster: TestCluster;
  let runtimeId: string;
  let cycle: Cycle;
  let logged: string[];
  let count = 0;
  const used = new Set<string>();
  beforeAll(async () => {
    compass = await startCompass();
  });
  afterAll(() => compass.close());
  beforeEach(async () => {
    count += 1;
    runtimeId = await compass.registerRuntime(`cluster-${count}`);
    cluster = await openCluster();
    logged = [];
    cycle = testCycle(cluster.target, { logged });
  });
  afterEach(async () => {
    for (const use of cluster.server.uses) used.add(right(use));
    cycle.close();
    await cluster.remove();
    const { applications } = await compass.admin('{ applications { data { id } } }');
    for (const { id } of applications.data) {
      await compass.admin('mutation($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
    }
    await compass.admin('mutation($id: ID!) { unregisterRuntime(id: $id) { id } }', { id: runtimeId });
  });

  const connections = () => cluster.server.of('compassconnections');
  const connection = () => connections().get('', 'compass-connection');
  const applications = () => [...cluster.server.of('applications').all.values()];
  const names = () => applications().map(({ metadata }) => metadata.name);
  const secretNames = () => [...cluster.server.of('secrets').all.values()].map(({ metadata }) => metadata.name);
  const pair = async () => {
    cluster.configure(await compass.parametersFor(runtimeId));
    expect(await cycle.run()).toEqual(synchronized);
  };
  /** As `kubectl patch` does. */
  const set = (spec: object) => {
    const present = connection();
    connections().replace('', 'compass-connection', { ...present, spec: { ...present.spec, ...spec } }, false);
  };
  const registerShop = (password = 'pass') =>
    compass.registerApplication('shop', {
      bundles: [{ name: 'Orders', defaultInstanceAuth: { credential: { basic: { username: 'u', password } } } }],
    });

  test('pairs, and has the Application with its Secret in the cluster after the first pass', async () => {
    const id = await registerShop();
    await pair();
    expect(connection().status).toMatchObject({ connectionState: 'Synchronized', connectionStatus: { renewed: null } });
    expect(connection().spec.managementInfo.connectorUrl).toBe(compass.mtlsConnectorUrl);
    const [shop] = applications();
    expect(shop.metadata.labels).toEqual({
      'applicationconnector.kyma-project.io/managed-by': 'compass-runtime-agent',
    });
    expect(shop.spec.compassMetadata.applicationId).toBe(id);
    const [own, credentials] = [secretNames().slice(0, 2), secretNames()[2]];
    expect(own).toEqual(['cluster-client-certificates', 'ca-certificates']);
    const { data, metadata } = cluster.server.of('secrets').get('compass-system', credentials);
    expect(data).toEqual({ username: btoa('u'), password: btoa('pass') });
    expect(metadata.ownerReferences[0]).toMatchObject({ kind: 'Application', name: 'shop', uid: shop.metadata.uid });
    const query = 'query($id: ID!) { runtime(id: $id) { agentReport { state versions { name version } } } }';
    expect((await compass.admin(query, { id: runtimeId }))['runtime'].agentReport).toEqual({
      state: 'SYNCHRONIZED',
      versions: [
        { name: 'agent', version: 'test' },
        { name: 'kubernetes', version: 'v1.33.1' },
      ],
    });
  });

  test('writes no Application that is as it should be, and keeps what an operator has set', async () => {
    await registerShop();
    await pair();
    const [shop] = applications();
    const edited = { ...shop, spec: { ...shop.spec, encodeUrl: true } };
    const { metadata } = cluster.server.of('applications').replace('', 'shop', edited, false);
    expect(await cycle.run()).toEqual(synchronized);
    expect(applications()[0].metadata.resourceVersion).toBe(metadata.resourceVersion);
    const written = cluster.server.uses.filter(
      ({ verb, resource }) => resource === 'applications' && verb === 'update',
    );
    expect(written).toEqual([]);
  });

  test('follows updates, unassignment and deletion, leaves foreign Applications, and their Secrets go along', async () => {
    const id = await registerShop();
    await compass.registerApplication('gone');
    await pair();
    const byHand = {
      apiVersion: 'applicationconnector.kyma-project.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'by-hand' },
      spec: { description: 'mine' },
    };
    cluster.server.apply(byHand);
    const update = 'mutation($id: ID!, $in: ApplicationUpdateInput!) { updateApplication(id: $id, in: $in) { id } }';
    await compass.admin(update, { id, in: { description: 'Sells things' } });
    expect(await cycle.run()).toEqual(synchronized);
    const shop = applications().find(({ metadata }) => metadata.name === 'shop');
    expect(shop.spec.description).toBe('Sells things');
    expect(secretNames()).toHaveLength(3);
    const query = 'query($id: ID!) { application(id: $id) { bundles { data { id } } } }';
    const [bundle] = (await compass.admin(query, { id }))['application'].bundles.data;
    await compass.admin('mutation($id: ID!) { deleteBundle(id: $id) { id } }', { id: bundle.id });
    expect(await cycle.run()).toEqual(synchronized);
    expect(secretNames()).toHaveLength(2);
    await compass.admin(
      'mutation($id: ID!) { setApplicationLabel(applicationID: $id, key: "scenarios", value: ["default"]) { key } }',
      { id },
    );
    expect(await cycle.run()).toEqual(synchronized);
    expect(names().sort()).toEqual(['by-hand', 'gone']);
    expect(secretNames()).toEqual(['cluster-client-certificates', 'ca-certificates']);
  });

  test('writes credentials anew for an Application that was deleted by hand', async () => {
    await registerShop();
    await pair();
    const secret = secretNames()[2];
    const stored = () => cluster.server.of('secrets').get('compass-system', secret);
    const { uid } = stored().metadata;
    // The cluster's garbage collection comes late.
    cluster.server.of('applications').remove('', 'shop');
    expect(await cycle.run()).toEqual(synchronized);
    expect(stored().metadata.uid).toBe(uid);
    expect(stored().metadata.ownerReferences).toEqual([
      expect.objectContaining({ uid: applications()[0].metadata.uid }),
    ]);
  });

  test('does what resyncNow and refreshCredentialsNow ask for, and clears them', async () => {
    await pair();
    const key = () => cluster.server.of('secrets').get('compass-system', 'cluster-client-certificates').data.key;
    const before = key();
    set({ resyncNow: true, refreshCredentialsNow: true });
    expect(await cycle.isUrgent('connection')).toBe(true);
    expect(await cycle.run()).toEqual(synchronized);
    expect(connection().spec).toEqual({ managementInfo: connection().spec.managementInfo });
    expect(connection().status.connectionStatus.renewed).not.toBeNull();
    expect(key()).not.toBe(before);
  });

  test('spends no token while the outcome could not be stored, and pairs with it afterwards', async () => {
    const tokens: unknown[] = [];
    compass.onExchange = ({ token }) => tokens.push(token);
    const [definition] = manifestsOf();
    cluster.server.forget('compassconnections');
    cluster.configure(await compass.parametersFor(runtimeId));
    expect(await cycle.run()).toEqual({ state: null, result: 'failed' });
    cluster.server.apply(definition);
    cluster.server.access = manifestsOf().filter(({ kind }) => kind !== 'RoleBinding');
    expect((await cycle.run()).result).toBe('failed');
    const text = JSON.stringify(manifestsOf());
    const allOfSecrets = '"resources":["secrets"],"verbs":["get","list","create","update","delete"]';
    expect(text).toContain(allOfSecrets);
    cluster.server.access = JSON.parse(text.replace(allOfSecrets, '"resources":["secrets"],"verbs":["get","create"]'));
    expect((await cycle.run()).result).toBe('failed');
    expect(tokens).toEqual([]);
    cluster.server.access = manifestsOf();
    expect(await cycle.run()).toEqual(synchronized);
    compass.onExchange = () => {};
    expect(tokens.filter((token) => token !== null)).toHaveLength(2);
  });

  test('deletes nothing and pairs with nothing while the API server is away, and goes on when it is back', async () => {
    await registerShop();
    await pair();
    const before = applications();
    cluster.configure(await compass.parametersFor(runtimeId));
    await cluster.server.stop();
    for (let pass = 0; pass < 3; pass += 1) expect(await cycle.run()).toEqual({ state: null, result: 'failed' });
    await cluster.server.start();
    expect(await cycle.run()).toEqual(synchronized);
    expect(applications()).toEqual(before);
    expect(await compass.serialsOf(runtimeId)).toHaveLength(1);
  });

  test('deletes nothing when the API server goes away in the middle of a pass', async () => {
    await registerShop();
    await compass.registerApplication('second');
    await pair();
    const before = names();
    for (const resource of ['applications', 'secrets', 'compassconnections']) {
      for (const verb of ['list', 'get', 'update']) {
        cluster.server.onRequest = (use) => use.resource !== resource || use.verb !== verb;
        await cycle.run();
        expect(names()).toEqual(before);
      }
    }
    cluster.server.onRequest = () => true;
    expect(await cycle.run()).toEqual(synchronized);
    expect(await compass.serialsOf(runtimeId)).toHaveLength(1);
  });

  test('is woken in its loop by a new token, by resyncNow and by the deletion of the resource', async () => {
    cluster.configure({ ...(await compass.parametersFor(runtimeId)), TOKEN: 'spent-long-ago' });
    const outcomes: Outcome[] = [];
    let heard = () => {};
    const stop = new AbortController();
    const running = runLoop(
      {
        cycle,
        target: cluster.target,
        log: { warn: (line: string) => logged.push(line) } as never,
        random: () => 0.5,
        // Only what a watch tells ends a wait.
        wait: (ms, signal) =>
          new Promise((resolve) => {
            if (ms === 0 || signal.aborted) resolve();
            signal.addEventListener('abort', () => resolve());
          }),
        syncPeriodMs: 3_600_000,
        minimalSyncTimeMs: 3_600_000,
        onOutcome(outcome) {
          outcomes.push(outcome);
          heard();
        },
      },
      stop.signal,
    );
    const until = async (isSo: () => boolean) => {
      while (!isSo()) {
        await new Promise<void>((resolve) => {
          heard = resolve;
          setTimeout(resolve, 50);
        });
      }
    };
    await until(() => outcomes.length === 1 && cluster.server.watches() === 2);
    expect(outcomes[0]).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    cluster.configure(await compass.parametersFor(runtimeId));
    await until(() => outcomes.at(-1)?.state === 'Synchronized');
    await registerShop();
    set({ resyncNow: true });
    await until(() => names().includes('shop') && connection().spec.resyncNow === undefined);
    cluster.configure(await compass.parametersFor(runtimeId));
    const { uid } = connection().metadata;
    connections().remove('', 'compass-connection');
    const isAnew = () => connections().all.size === 1 && connection().metadata.uid !== uid;
    await until(() => isAnew() && connection().status.connectionState === 'Synchronized');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(2);
    stop.abort();
    await running;
    await until(() => cluster.server.watches() === 0);
  });

  test('uses exactly the rights the deployment manifest gives it', async () => {
    // Those of rare occasions, which the tests of the target prove one by one.
    const target = cluster.target;
    const application = { apiVersion: 'applicationconnector.kyma-project.io/v1alpha1', kind: 'Application' };
    const first = await target.createApplication({ ...application, metadata: { name: 'x' }, spec: {} });
    await target.updateApplication({ ...first, spec: { description: 'y' } });
    await expect(target.deleteApplication(first)).rejects.toThrow();
    for (const use of cluster.server.uses) used.add(right(use));
    expect([...used].sort()).toEqual([...new Set(rightsOf(manifestsOf()))]);
  });
});
