import { watch as watchFolder } from 'node:fs';
import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApplicationSecret, applicationKind, type PresentApplication } from '../application.ts';
import { type CompassConnection, connectionName } from '../connection.ts';
import { isResourceName } from '../reconcile.ts';
import { type Change, type OwnSecret, type Target, TargetError } from '../target.ts';
import { readConnectionResource } from './connectionResource.ts';
import { probe, type Resource, readResource, reasonOf, removeFile, writeResource } from './resourceFile.ts';
import { readSecretData, secretResource } from './secretResource.ts';

/** Names of the agent's own two Secrets, as a cluster has them. */
export interface DirectoryNames {
  client: { namespace: string; name: string };
  ca: { namespace: string; name: string };
  /** Namespace written into the Secrets of Applications. */
  integrationNamespace: string;
}

const parametersFile = 'compass-agent-configuration.yaml';
const connectionFile = `${connectionName}.yaml`;

/**
 * A folder that holds what a cluster would, as YAML files anybody can read, compare and apply to a cluster later:
 * `compass-agent-configuration.yaml` (written by people), `compass-connection.yaml`, `applications/` and `secrets/`.
 */
export async function openDirectory(folder: string, names: DirectoryNames): Promise<Target> {
  const applicationsFolder = join(folder, 'applications');
  const secretsFolder = join(folder, 'secrets');
  const fileOf = {
    application: (name: string) => join(applicationsFolder, `${safe(name)}.yaml`),
    secret: (name: string) => join(secretsFolder, `${safe(name)}.yaml`),
  };
  try {
    await mkdir(applicationsFolder, { recursive: true });
    await mkdir(secretsFolder, { recursive: true, mode: 0o700 });
    for (const each of [folder, applicationsFolder, secretsFolder]) await removeDrafts(each);
  } catch (cause) {
    throw new TargetError(`${folder} cannot be used: ${reasonOf(cause)}`, { cause });
  }

  const readConnection = async (): Promise<CompassConnection | null> => {
    const file = join(folder, connectionFile);
    const resource = await readResource(file);
    return resource && readConnectionResource(resource, file);
  };

  async function listSecretFiles(): Promise<ApplicationSecret[]> {
    const secrets: ApplicationSecret[] = [];
    for (const name of await resourceNames(secretsFolder)) {
      const file = fileOf.secret(name);
      // Somebody's own files may stand beside ours in any state.
      const resource = await readResource(file).catch(() => null);
      const { app, bundleId } = labelsOf(resource);
      if (resource?.kind !== 'Secret' || !app || !bundleId) continue;
      secrets.push({ name, application: app, bundleId, data: readSecretData(resource, file) });
    }
    return secrets;
  }

  return {
    async readParameters() {
      const file = join(folder, parametersFile);
      const resource = await readResource(file);
      if (!resource) return null;
      if (resource.kind !== 'ConfigMap') throw new TargetError(`${file} is not a ConfigMap: its kind says otherwise`);
      const data = resource['data'] ?? {};
      if (!isTexts(data)) throw new TargetError(`${file}: data has to be a list of texts: put numbers in quotes`);
      return data;
    },
    readConnection,
    async writeConnection(change) {
      const present = await readConnection();
      const next = change(present);
      if (next) await writeResource(join(folder, connectionFile), next, 0o644);
      return next;
    },
    async readSecret(secret: OwnSecret) {
      const file = fileOf.secret(names[secret].name);
      const resource = await readResource(file);
      return resource && readSecretData(resource, file);
    },
    async writeSecret(secret, data) {
      const { name, namespace } = names[secret];
      const file = fileOf.secret(name);
      const present = await readResource(file);
      const before = present ? readSecretData(present, file) : {};
      await writeResource(file, secretResource({ name, namespace, data: { ...before, ...data } }), 0o600);
    },
    async assertWritable() {
      for (const each of [folder, applicationsFolder, secretsFolder]) await probe(each);
      // What is there and cannot be read would be lost, or the token would, before that is noticed.
      await readConnection();
      for (const { name } of [names.client, names.ca]) {
        const file = fileOf.secret(name);
        const resource = await readResource(file);
        if (resource) readSecretData(resource, file);
      }
    },
    async listApplications() {
      const applications: PresentApplication[] = [];
      for (const name of await resourceNames(applicationsFolder)) {
        const resource = await readResource(fileOf.application(name)).catch(() => null);
        // Half a file, or somebody's own: the name is taken, and nothing says that it is ours.
        applications.push(asApplication(resource, name) ?? { metadata: { name } });
      }
      return applications;
    },
    async createApplication(application) {
      const file = fileOf.application(application.metadata.name);
      await writeResource(file, application, 0o644, { isNew: true });
      return application;
    },
    async updateApplication(application) {
      await writeResource(fileOf.application(application.metadata.name), application, 0o644);
      return application;
    },
    deleteApplication: ({ metadata }) => removeFile(fileOf.application(metadata.name)),
    listApplicationSecrets: listSecretFiles,
    async writeApplicationSecret(secret, owner) {
      const file = fileOf.secret(secret.name);
      const present = await readResource(file);
      if (present && labelsOf(present).app !== owner.metadata.name) {
        throw new TargetError(`${file} is there and does not belong to ${owner.metadata.name}`);
      }
      const { name, application, bundleId, data } = secret;
      const labels = { app: application, bundleId };
      const namespace = names.integrationNamespace;
      await writeResource(file, secretResource({ name, namespace, labels, data }), 0o600);
    },
    deleteApplicationSecret: ({ name }) => removeFile(fileOf.secret(name)),
    health: async () => null,
    watch: (changed) => watchFiles(folder, changed),
  };
}

/** Names become file names: anything that is not a resource name could lead elsewhere. */
function safe(name: string): string {
  if (!isResourceName(name)) throw new TargetError(`${JSON.stringify(name)} cannot be the name of a resource`);
  return name;
}

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');

function labelsOf(resource: Resource | null): { app?: string; bundleId?: string } {
  const { labels } = (resource?.metadata ?? {}) as { labels?: { app?: string; bundleId?: string } };
  return isTexts(labels) ? labels : {};
}

function asApplication(resource: Resource | null, name: string): PresentApplication | null {
  if (resource?.kind !== applicationKind || resource.metadata['name'] !== name) return null;
  return resource as unknown as PresentApplication;
}

async function resourceNames(folder: string): Promise<string[]> {
  try {
    const files = await readdir(folder);
    return files
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
      .filter(isResourceName)
      .sort();
  } catch (cause) {
    throw new TargetError(`${folder} cannot be listed: ${reasonOf(cause)}`, { cause });
  }
}

/** Left by a process that ended while writing. */
async function removeDrafts(folder: string): Promise<void> {
  for (const file of await readdir(folder)) if (/^\.[^/]+\.draft$/.test(file)) await unlink(join(folder, file));
}

/** Editors and ours replace files, so the folder is watched, not the file. */
function watchFiles(folder: string, changed: (change: Change) => void): () => void {
  const changes: Readonly<Record<string, Change>> = { [parametersFile]: 'parameters', [connectionFile]: 'connection' };
  const watcher = watchFolder(folder, { persistent: false }, (_event, file) => {
    const change = file === null ? undefined : changes[file];
    if (change) changed(change);
  });
  // A folder that cannot be watched any more is still read in every pass.
  watcher.on('error', () => watcher.close());
  return () => watcher.close();
}
