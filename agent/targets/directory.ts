import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { applicationKind, type PresentApplication } from '../application.ts';
import { type CompassConnection, connectionName } from '../connection.ts';
import { isOwned, isResourceName } from '../reconcile.ts';
import { type Target, TargetError } from '../target.ts';
import { readConnectionResource } from './connectionResource.ts';
import { createDirectorySecrets } from './directorySecrets.ts';
import { isTexts, type Resource, readResource, readStored, reasonOf } from './resourceFile.ts';
import { isDisturbed, probe, removeFile, writeResource } from './resourceWriting.ts';
import { undisturbed } from './undisturbed.ts';
import { watchFiles } from './watchFiles.ts';

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
  } catch (cause) {
    throw new TargetError(`${folder} cannot be used: ${reasonOf(cause)}`, { cause });
  }

  async function applicationOf(name: string): Promise<{ application: PresentApplication; version: string } | null> {
    const stored = await readStored(fileOf.application(name)).catch(() => null);
    const application = stored && asApplication(stored.resource, name);
    return application && { application, version: stored.version };
  }

  const secrets = createDirectorySecrets({
    namespace: names.integrationNamespace,
    names: () => resourceNames(secretsFolder),
    fileOf: fileOf.secret,
    async isOwned(name) {
      const stored = isResourceName(name) ? await applicationOf(name) : null;
      return stored !== null && isOwned(stored.application);
    },
  });

  /** Versions of Applications as they were listed last, or as they were written since. */
  const seen = new Map<string, string>();
  const versionSeen = (name: string) => {
    const version = seen.get(name);
    if (version === undefined) throw new TargetError(`${fileOf.application(name)} was not listed as an Application`);
    return version;
  };
  async function writeApplication(application: PresentApplication, over: string | null): Promise<PresentApplication> {
    const { name } = application.metadata;
    seen.set(name, await writeResource(fileOf.application(name), application, { mode: 0o644, over }));
    return application;
  }

  async function readConnection(): Promise<{ connection: CompassConnection; version: string } | null> {
    const file = join(folder, connectionFile);
    const stored = await readStored(file);
    return stored && { connection: readConnectionResource(stored.resource, file), version: stored.version };
  }

  async function assertSecretsWritable(): Promise<void> {
    await probe(secretsFolder);
    // What is there and cannot be read would be lost, or the token would, before that is noticed.
    for (const { name } of [names.client, names.ca]) await secrets.read(name);
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
    readConnection: async () => (await readConnection())?.connection ?? null,
    writeConnection: (change) =>
      undisturbed(async () => {
        const present = await readConnection();
        const next = change(present?.connection ?? null);
        const over = present?.version ?? null;
        if (next) await writeResource(join(folder, connectionFile), next, { mode: 0o644, over });
        return next;
      }, isDisturbed),
    readSecret: (secret) => secrets.read(names[secret].name),
    writeSecret: (secret, data) => secrets.merge(names[secret], data),
    async assertWritable() {
      for (const each of [folder, applicationsFolder]) await probe(each);
      await readConnection();
      await assertSecretsWritable();
    },
    assertSecretsWritable,
    async listApplications() {
      const applications: PresentApplication[] = [];
      seen.clear();
      for (const name of await resourceNames(applicationsFolder)) {
        const stored = await applicationOf(name);
        if (stored) seen.set(name, stored.version);
        // Half a file, or somebody's own: the name is taken, and nothing says that it is ours.
        applications.push(stored?.application ?? { metadata: { name } });
      }
      return applications;
    },
    createApplication: (application) => writeApplication(application, null),
    updateApplication: async (application) => writeApplication(application, versionSeen(application.metadata.name)),
    deleteApplication: async ({ metadata: { name } }) => removeFile(fileOf.application(name), versionSeen(name)),
    listApplicationSecrets: secrets.listOfApplications,
    writeApplicationSecret: secrets.writeOfApplication,
    deleteApplicationSecret: secrets.deleteOfApplication,
    health: async () => null,
    watch: (changed) => watchFiles(folder, { [parametersFile]: 'parameters', [connectionFile]: 'connection' }, changed),
  };
}

/** Names become file names: anything that is not a resource name could lead elsewhere. */
function safe(name: string): string {
  if (!isResourceName(name)) throw new TargetError(`${JSON.stringify(name)} cannot be the name of a resource`);
  return name;
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
