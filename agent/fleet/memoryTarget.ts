import type { ApplicationSecret, PresentApplication } from '../application.ts';
import type { CompassConnection } from '../connection.ts';
import { type Change, type OwnSecret, type Target, TargetError } from '../target.ts';

/** A Runtime that keeps its resources in memory only. */
export interface MemoryTarget extends Target {
  /** Writes the Config Map, as an operator does. */
  configure(data: Readonly<Record<string, string>>): void;
  /** Sets `resyncNow`, as an operator does; the agent notices at once. */
  resyncNow(): void;
  /** Deletes the connection, as an operator does. */
  deleteConnection(): void;
}

/** In a cluster these names are taken, too. */
const ownNames: Readonly<Record<OwnSecret, string>> = { client: 'cluster-client-certificates', ca: 'ca-certificates' };

/** Everything is copied on the way in and out, as it is by a cluster: no caller holds what is stored. */
export function createMemoryTarget(): MemoryTarget {
  let parameters: Record<string, string> | null = null;
  let connection: CompassConnection | null = null;
  const own = new Map<OwnSecret, Record<string, string>>();
  const applications = new Map<string, PresentApplication>();
  let revisions = 0;
  const secrets = new Map<string, ApplicationSecret>();
  const watchers = new Set<(change: Change) => void>();

  const tell = (change: Change) => {
    for (const watcher of watchers) watcher(change);
  };
  const assertUnchanged = ({ metadata: { name, resourceVersion } }: PresentApplication) => {
    if (applications.get(name)?.metadata['resourceVersion'] === resourceVersion) return;
    throw new TargetError(`the Application ${name} was changed or removed meanwhile`);
  };
  const keep = (application: PresentApplication) => {
    revisions += 1;
    const metadata = { ...application.metadata, resourceVersion: String(revisions) };
    const stored = { ...structuredClone(application), metadata };
    applications.set(metadata.name, stored);
    return structuredClone(stored);
  };

  return {
    configure(data) {
      parameters = { ...data };
      tell('parameters');
    },
    resyncNow() {
      if (connection === null) return;
      connection = { ...connection, spec: { ...connection.spec, resyncNow: true } };
      tell('connection');
    },
    deleteConnection() {
      connection = null;
      tell('connection');
    },
    readParameters: async () => parameters && { ...parameters },
    readConnection: async () => structuredClone(connection),
    async writeConnection(change) {
      for (;;) {
        const present = connection;
        const next = change(structuredClone(present));
        if (present !== connection) continue;
        if (next) {
          connection = structuredClone(next);
          tell('connection');
        }
        return next;
      }
    },
    async readSecret(secret) {
      const data = own.get(secret);
      return data ? { ...data } : null;
    },
    async writeSecret(secret, data) {
      own.set(secret, { ...own.get(secret), ...data });
    },
    assertWritable: async () => undefined,
    assertSecretsWritable: async () => undefined,
    listApplications: async () => [...applications.values()].map((each) => structuredClone(each)),
    async createApplication(application) {
      const { name } = application.metadata;
      if (applications.has(name)) throw new TargetError(`there is an Application ${name}`);
      return keep(application);
    },
    async updateApplication(application) {
      assertUnchanged(application);
      return keep(application);
    },
    async deleteApplication(application) {
      const { name } = application.metadata;
      if (!applications.has(name)) return;
      assertUnchanged(application);
      applications.delete(name);
    },
    listApplicationSecrets: async () => [...secrets.values()].map((each) => structuredClone(each)),
    async writeApplicationSecret(secret, owner) {
      const { name } = secret;
      const application = secrets.get(name)?.application ?? owner.metadata.name;
      if (application !== owner.metadata.name || Object.values(ownNames).includes(name)) {
        throw new TargetError(`there is a Secret ${name} that does not belong to ${owner.metadata.name}`);
      }
      secrets.set(secret.name, structuredClone(secret));
    },
    async deleteApplicationSecret({ name }) {
      secrets.delete(name);
    },
    health: async () => null,
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
  };
}
