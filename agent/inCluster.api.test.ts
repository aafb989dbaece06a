import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type AgentProcess, startAgent } from './testing/agentProcess.ts';
import { manifestsOf, openCluster, type TestCluster } from './testing/cluster.ts';
import { startCompass, type TestCompass } from './testing/compass.ts';
import { buildImage, type Image } from './testing/image.ts';

/** The variables of the container in the manifest. */
const variables = (): Record<string, string> => {
  const { env } = manifestsOf().find(({ kind }) => kind === 'Deployment').spec.template.spec.containers[0];
  return Object.fromEntries(env.map(({ name, value }: { name: string; value: string }) => [name, value]));
};

describe('The agent of the image in a pod, where it may write no file', () => {
  let image: Image;
  beforeAll(() => {
    image = buildImage();
  });
  afterAll(() => image.remove());
  let compass: TestCompass;
  let cluster: TestCluster;
  let pod: string;
  let agent: AgentProcess | undefined;
  beforeEach(async () => {
    compass = await startCompass();
    cluster = await openCluster();
    pod = mkdtempSync(join(tmpdir(), 'compass-pod-'));
  });
  afterEach(async () => {
    agent?.child.kill('SIGKILL');
    await agent?.ended;
    await cluster.remove();
    await compass.close();
    rmSync(pod, { recursive: true });
  });

  const state = () => {
    const [connection] = [...cluster.server.of('compassconnections').all.values()];
    return connection?.status.connectionState;
  };
  /** Port 0 is refused as an option; every container has its own 8090, a machine of tests has not. */
  const start = () => {
    const { COMPASS_AGENT_HEALTH_PORT: _own, ...others } = variables();
    const variablesOfPod = { ...others, ...cluster.server.mount(pod), HOME: '/nonexistent' };
    return startAgent(['--pod-root', pod, '--log-level', 'debug'], variablesOfPod, image.program);
  };
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const asServiceAccount = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { clusters } = parse(cluster.server.kubeconfig());
      const headers = { authorization: `Bearer ${cluster.server.token}` };
      const ca = atob(clusters[0].cluster['certificate-authority-data']);
      request(`${clusters[0].cluster.server}${path}`, { ca, headers, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  test('pairs and synchronises as its service account, with the rights of the manifest and no others', async () => {
    const runtimeId = await compass.registerRuntime('in-cluster');
    await compass.registerApplication('shop');
    agent = start();
    await agent.says('there is no Config Map compass-agent-configuration');
    cluster.configure(await compass.parametersFor(runtimeId));
    await agent.says('Synchronization finished');
    expect(state()).toBe('Synchronized');
    expect([...cluster.server.of('applications').all.values()].map(({ metadata }) => metadata.name)).toEqual(['shop']);
    expect(cluster.server.refused).toEqual([]);
    // It would have been told: what the roles do not name is forbidden.
    expect(await asServiceAccount('/api/v1/namespaces/compass-system/secrets')).toBe(200);
    expect(await asServiceAccount('/api/v1/namespaces/kube-system/secrets')).toBe(403);
    expect(await asServiceAccount('/api/v1/namespaces')).toBe(403);
    agent.child.kill('SIGTERM');
    expect(await agent.ended).toBe(0);
    expect(agent.output()).not.toContain(cluster.server.token);
  });

  test('writes no file: a folder for a Runtime is refused to it', async () => {
    agent = startAgent(['--directory', join(pod, 'runtime')], {}, image.program);
    expect(await agent.ended).toBe(1);
    expect(agent.output()).toMatch(/^The agent cannot start: .+ cannot be used: ERR_ACCESS_DENIED\n$/);
  });

  test('goes on with the token that the kubelet has put in place of the former one', async () => {
    const runtimeId = await compass.registerRuntime('in-cluster');
    cluster.configure(await compass.parametersFor(runtimeId));
    agent = start();
    await agent.says('Synchronization finished');
    cluster.server.rotate();
    const former = cluster.server.uses.length;
    cluster.server.mount(pod);
    const connections = cluster.server.of('compassconnections');
    const present = connections.get('', 'compass-connection');
    await compass.registerApplication('later');
    connections.replace('', 'compass-connection', { ...present, spec: { ...present.spec, resyncNow: true } }, false);
    await until(() => cluster.server.of('applications').all.size === 1);
    await until(() => connections.get('', 'compass-connection').spec.resyncNow === undefined);
    expect(cluster.server.uses.length).toBeGreaterThan(former);
    expect(agent.output()).not.toContain('does not know who the agent is');
  });

  test('says in its log what right is missing, and spends no token for it', async () => {
    const exchanged: unknown[] = [];
    compass.onExchange = ({ token }) => exchanged.push(token);
    const runtimeId = await compass.registerRuntime('in-cluster');
    cluster.configure(await compass.parametersFor(runtimeId));
    cluster.server.access = manifestsOf().filter(({ kind }) => kind !== 'ClusterRoleBinding');
    agent = start();
    await agent.says('compassconnections is forbidden');
    expect(cluster.server.refused).not.toEqual([]);
    expect(exchanged).toEqual([]);
  });
});
