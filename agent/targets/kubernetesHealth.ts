import type { V1Node } from '@kubernetes/client-node';
import { reasonOf } from '../pairing.ts';
import type { ClusterHealth } from '../target.ts';
import { attempt, type KubernetesApi, KubernetesError, listAll } from './kubernetesApi.ts';

/** Nodes are large resources, and slow to change: they are not listed for every report. */
const holdsMs = 60_000;
const pageSize = 100;

/**
 * Version of the API server, and whether its nodes are ready. An agent without the right to list nodes says nothing of them;
 * a cluster that cannot be asked is not well.
 */
export function createHealth({ core, version }: KubernetesApi): () => Promise<ClusterHealth> {
  let known: { health: ClusterHealth; until: number } | null = null;

  async function ask(): Promise<ClusterHealth> {
    const { gitVersion } = await attempt('The version of the cluster cannot be read', version.getCode());
    const nodes = await listNodes();
    const notReady = nodes?.filter((node) => !isReady(node)).map(({ metadata }) => metadata?.name ?? '') ?? [];
    const message = `${notReady.length} of ${nodes?.length} nodes are not ready: ${notReady.slice(0, 3).join(', ')}`;
    return {
      versions: [{ name: 'kubernetes', version: gitVersion }],
      components:
        nodes === null ? [] : [{ name: 'nodes', ok: notReady.length === 0, ...(notReady.length > 0 && { message }) }],
    };
  }

  async function listNodes(): Promise<V1Node[] | null> {
    try {
      return await listAll(async (after) => {
        const query = { limit: pageSize, ...(after && { _continue: after }) };
        const list = await attempt('Nodes cannot be listed', core.listNode(query));
        return { items: list.items, next: list.metadata?._continue };
      });
    } catch (error) {
      if (error instanceof KubernetesError && error.status === 403) return null;
      throw error;
    }
  }

  return async () => {
    if (known && performance.now() < known.until) return known.health;
    try {
      known = { health: await ask(), until: performance.now() + holdsMs };
      return known.health;
    } catch (error) {
      return { versions: [], components: [{ name: 'cluster', ok: false, message: reasonOf(error) }] };
    }
  };
}

const isReady = ({ status }: V1Node): boolean =>
  status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
