import { setTimeout as sleep } from 'node:timers/promises';
import { type KubeConfig, Watch } from '@kubernetes/client-node';

/** After this long the server ends a watch, in seconds; the library takes one for dead that is silent for 30. */
const lastsSeconds = 25;
const shortestPauseMs = 1000;
const longestPauseMs = 30_000;

export interface Followed {
  /** Of the list the resource is in. */
  path: string;
  name: string;
  /** Reads what a watch goes on from; `version` of the resource itself, null if there is none. */
  read(): Promise<{ listVersion: string; version: string | null }>;
  changed(): void;
}

/**
 * Tells of each change of one resource until the signal aborts. Whatever ends a watch (its time, an expired
 * resourceVersion, an API server that is gone), it reads the resource anew, so that what happened in between is told, too.
 */
export async function follow(
  config: KubeConfig,
  { path, name, read, changed }: Followed,
  signal: AbortSignal,
): Promise<void> {
  let seen: string | null | undefined;
  let pauseMs = shortestPauseMs;
  const see = (version: string | null) => {
    if (seen !== undefined && seen !== version) changed();
    seen = version;
  };
  while (!signal.aborted) {
    try {
      const { listVersion, version } = await read();
      see(version);
      await watchOnce(config, { path, name, from: listVersion, see }, signal);
      pauseMs = shortestPauseMs;
    } catch {
      // Every pass reads anew and says what is wrong with the cluster; here it would be said once a second.
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
    // Aborted, the wait is over.
    await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

interface Once {
  path: string;
  name: string;
  from: string;
  see(version: string | null): void;
}

function watchOnce(config: KubeConfig, { path, name, from, see }: Once, signal: AbortSignal): Promise<void> {
  const watch = new Watch(config);
  const query = { fieldSelector: `metadata.name=${name}`, resourceVersion: from, timeoutSeconds: lastsSeconds };
  return new Promise((resolve, reject) => {
    const begun = watch.watch(
      path,
      query,
      (type: string, { metadata }: { metadata?: { name?: string; resourceVersion?: string } }) => {
        // Also of a server that takes no field selector; errors (410) end the watch.
        if (metadata?.name !== name || !['ADDED', 'MODIFIED', 'DELETED'].includes(type)) return;
        see(type === 'DELETED' ? null : (metadata.resourceVersion ?? ''));
      },
      (error: unknown) => (error && !signal.aborted ? reject(error) : resolve()),
    );
    begun.then((request) => {
      if (signal.aborted) request.abort();
      else signal.addEventListener('abort', () => request.abort(), { once: true });
    }, reject);
  });
}
