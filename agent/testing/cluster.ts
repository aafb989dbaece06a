import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { parse, parseAllDocuments } from 'yaml';
import type { Target } from '../target.ts';
import { type KubernetesOptions, openKubernetes } from '../targets/kubernetes.ts';
import { type ApiServer, startApiServer } from './apiserver.ts';

type Any = any;

const deploy = join(import.meta.dirname, '../deploy');

/** Every resource `kubectl apply -k` would apply, in its order. */
export function manifestsOf(folder = deploy): Any[] {
  const { resources } = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8'));
  return resources.flatMap((resource: string) =>
    resource.endsWith('.yaml')
      ? parseAllDocuments(readFileSync(join(folder, resource), 'utf8')).map((document) => document.toJS())
      : manifestsOf(join(folder, resource)),
  );
}

/** As the deployment manifest sets it up. */
export const clusterNames = {
  client: { namespace: 'compass-system', name: 'cluster-client-certificates' },
  ca: { namespace: 'compass-system', name: 'ca-certificates' },
  integrationNamespace: 'compass-system',
  configMap: { namespace: 'compass-system', name: 'compass-agent-configuration' },
};

/** A cluster with `agent/deploy` applied, and the agent held to the rights of it. */
export interface TestCluster {
  server: ApiServer;
  target: Target;
  /** Another target on the same cluster. */
  open(more?: Partial<KubernetesOptions>): Target;
  /** Writes the Config Map as `kubectl apply` does. */
  configure(data: Record<string, string>): void;
  remove(): Promise<void>;
}

export async function openCluster(): Promise<TestCluster> {
  const server = await startApiServer();
  const manifests = manifestsOf();
  server.apply(...manifests);
  server.access = manifests;
  const open = (more: Partial<KubernetesOptions> = {}) => {
    const config = new KubeConfig();
    config.loadFromString(server.kubeconfig());
    return openKubernetes(config, { ...clusterNames, timeoutMs: 2000, ...more });
  };
  return {
    server,
    target: open(),
    open,
    configure(data) {
      const { namespace, name } = clusterNames.configMap;
      const configMaps = server.of('configmaps');
      const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
      if (configMaps.all.size > 0) configMaps.replace(namespace, name, body, false);
      else configMaps.create(namespace, body, false);
    },
    remove: () => server.stop(),
  };
}
