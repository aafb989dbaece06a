import type { Logger } from 'pino';
import type { CompassConnection } from './connection.ts';
import type { Target } from './target.ts';

/** The resource as the agent last saw it, so that it notices what others ask for. */
export interface ConnectionKeeper {
  /** At the beginning of a pass. */
  read(): Promise<{ connection: CompassConnection | null; wasThere: boolean }>;
  /** As `Target.writeConnection`; logs a new state. */
  write: Target['writeConnection'];
  /** Whether the resource was deleted, or a flag set, since the agent last looked. */
  isAsked(): Promise<boolean>;
}

export function createConnectionKeeper(target: Target, log: Logger): ConnectionKeeper {
  let seen = { exists: false, resyncNow: false, refreshCredentialsNow: false };
  let lastState: string | null = null;

  return {
    async read() {
      const wasThere = seen.exists;
      const connection = await target.readConnection();
      const { resyncNow = false, refreshCredentialsNow = false } = connection?.spec ?? {};
      seen = { exists: connection !== null, resyncNow, refreshCredentialsNow };
      lastState ??= connection?.status.connectionState ?? null;
      return { connection, wasThere };
    },
    async write(change) {
      const written = await target.writeConnection(change);
      if (!written) return null;
      const { resyncNow, refreshCredentialsNow } = written.spec;
      // A flag that was set since this pass began is still to be noticed.
      seen = {
        exists: true,
        resyncNow: seen.resyncNow && resyncNow === true,
        refreshCredentialsNow: seen.refreshCredentialsNow && refreshCredentialsNow === true,
      };
      const { connectionState } = written.status;
      if (connectionState !== lastState) log.info(`Setting Compass Connection to ${connectionState} state`);
      lastState = connectionState;
      return written;
    },
    async isAsked() {
      const connection = await target.readConnection();
      if (!connection) return seen.exists;
      const { resyncNow = false, refreshCredentialsNow = false } = connection.spec;
      return (resyncNow && !seen.resyncNow) || (refreshCredentialsNow && !seen.refreshCredentialsNow);
    },
  };
}
