import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { TargetError } from '../target.ts';

const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * How to reach the cluster: the given file, else what KUBECONFIG names, else the pod's service account, else the
 * kubeconfig of the user (runtime-agent.md 2).
 * @returns null if none of these is there.
 * @throws TargetError if it cannot be used.
 */
export function loadKubeconfig(
  file: string | null,
  environment: Readonly<Record<string, string | undefined>>,
): KubeConfig | null {
  const config = new KubeConfig();
  const { KUBECONFIG: variable, KUBERNETES_SERVICE_HOST: host } = environment;
  const ofUser = join(homedir(), '.kube', 'config');
  const from = file ?? (variable ? `KUBECONFIG (${variable})` : host ? 'the service account of the pod' : ofUser);
  try {
    if (file !== null) config.loadFromFile(file);
    else if (variable) config.loadFromDefault();
    else if (host && existsSync(serviceAccountToken)) config.loadFromCluster();
    else if (existsSync(ofUser)) config.loadFromFile(ofUser);
    else return null;
  } catch (cause) {
    // The parser's words quote the file, which may hold a token.
    const code = (cause as NodeJS.ErrnoException).code ?? 'it is not a kubeconfig';
    throw new TargetError(`${from} cannot be used: ${code}`, { cause });
  }
  const cluster = config.getCurrentCluster();
  if (!cluster?.server) throw new TargetError(`${from} names no current cluster: kubectl config use-context`);
  if (!cluster.server.startsWith('https://')) {
    throw new TargetError(`${from}: the address of the cluster does not begin with https://`);
  }
  return config;
}
