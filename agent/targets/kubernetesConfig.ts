import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { TargetError } from '../target.ts';
import { isInPod, loadServiceAccount } from './serviceAccount.ts';

/**
 * How to reach the cluster: the given file, else what KUBECONFIG names, else the pod's service account, else the
 * kubeconfig of the user (runtime-agent.md 2). @param podRoot where the files of the pod are.
 * @returns null if none of these is there.
 * @throws TargetError if it cannot be used.
 */
export function loadKubeconfig(
  file: string | null,
  environment: Readonly<Record<string, string | undefined>>,
  podRoot = '/',
): KubeConfig | null {
  const config = new KubeConfig();
  const { KUBECONFIG: variable } = environment;
  const inPod = isInPod(podRoot, environment);
  const ofUser = join(homedir(), '.kube', 'config');
  const from = file ?? (variable ? `KUBECONFIG (${variable})` : inPod ? 'the service account of the pod' : ofUser);
  try {
    if (file !== null) config.loadFromFile(file);
    else if (variable) config.loadFromDefault();
    else if (inPod) loadServiceAccount(config, podRoot);
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
