import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';

const folder = 'var/run/secrets/kubernetes.io/serviceaccount';
const provider = 'service-account';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether this process is in a pod with a service account. @param root of the pod's files. */
export const isInPod = (root: string, { KUBERNETES_SERVICE_HOST: host }: Environment): boolean =>
  host !== undefined && host !== '' && existsSync(join(root, folder, 'token'));

/**
 * Reaches the cluster as the service account of the pod. The token is read for every request: the kubelet replaces it in
 * the file, and the library would go on for a minute with one that is no longer taken.
 */
export function loadServiceAccount(config: KubeConfig, root: string): void {
  const prefix = root.replace(/\/+$/, '');
  config.loadFromCluster(prefix);
  const file = join(root, folder, 'token');
  readToken(file);
  const [user] = config.getUsers();
  const name = user?.name ?? provider;
  config.addAuthenticator(tokenOfFile);
  config.loadFromOptions({
    clusters: config.getClusters(),
    contexts: config.getContexts(),
    users: [{ name, authProvider: { name: provider, config: { file } } }],
    currentContext: config.getCurrentContext(),
  });
}

const readToken = (file: string) => readFileSync(file, 'utf8').trim();

const tokenOfFile: Parameters<KubeConfig['addAuthenticator']>[0] = {
  isAuthProvider: ({ authProvider }) => authProvider?.name === provider,
  async applyAuthentication({ authProvider }, options) {
    options.headers = { ...options.headers, Authorization: `Bearer ${readToken(authProvider.config.file)}` };
  },
};
