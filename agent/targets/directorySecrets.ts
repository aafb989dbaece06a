import { type ApplicationSecret, managedByLabel, managedByValue, type PresentApplication } from '../application.ts';
import { credentialsSecretName, parametersSecretName } from '../resources.ts';
import { TargetError } from '../target.ts';
import { isTexts, type Resource, readResource, readStored } from './resourceFile.ts';
import { isDisturbed, removeFile, writeResource } from './resourceWriting.ts';
import { readSecretData, secretResource } from './secretResource.ts';
import { undisturbed } from './undisturbed.ts';

/** The Secrets of a folder, with plain values. */
export interface DirectorySecrets {
  read(name: string): Promise<Record<string, string> | null>;
  /** Sets these keys and keeps the others, whoever else writes. */
  merge(address: { namespace: string; name: string }, data: Readonly<Record<string, string>>): Promise<void>;
  listOfApplications(): Promise<ApplicationSecret[]>;
  writeOfApplication(secret: ApplicationSecret, owner: PresentApplication): Promise<void>;
  deleteOfApplication(secret: ApplicationSecret): Promise<void>;
}

interface DirectorySecretsOptions {
  /** Of the Secrets of Applications. */
  namespace: string;
  names(): Promise<string[]>;
  fileOf(name: string): string;
  /** Whether the folder holds an Application of this name that came from Compass. */
  isOwned(application: string): Promise<boolean>;
}

export function createDirectorySecrets(options: DirectorySecretsOptions): DirectorySecrets {
  const { namespace: ofApplications, names, fileOf, isOwned } = options;

  async function ofApplication(name: string): Promise<ApplicationSecret | null> {
    const file = fileOf(name);
    // Somebody's own files may stand beside ours in any state.
    const resource = await readResource(file).catch(() => null);
    const { app: application, bundleId } = labelsOf(resource);
    if (!resource || !application || !bundleId) return null;
    const isOurs = isMarked(resource, name) || (isOfEarlierAgent(resource, name) && (await isOwned(application)));
    return isOurs ? { name, application, bundleId, data: readSecretData(resource, file) } : null;
  }

  return {
    async read(name) {
      const resource = await readResource(fileOf(name));
      return resource && readSecretData(resource, fileOf(name));
    },
    async merge({ name, namespace }, data) {
      const file = fileOf(name);
      await undisturbed(async () => {
        const present = await readStored(file);
        const before = present ? readSecretData(present.resource, file) : {};
        const next = secretResource({ name, namespace, data: { ...before, ...data } });
        await writeResource(file, next, { mode: 0o600, over: present?.version ?? null });
      }, isDisturbed);
    },
    async listOfApplications() {
      const secrets: ApplicationSecret[] = [];
      for (const name of await names()) {
        const secret = await ofApplication(name);
        if (secret) secrets.push(secret);
      }
      return secrets;
    },
    async writeOfApplication({ name, application, bundleId, data }, owner) {
      const file = fileOf(name);
      await undisturbed(async () => {
        const present = await readStored(file);
        if (present && !isWrittenFor({ name, application, bundleId }, present.resource)) {
          throw new TargetError(`${file} is there and does not belong to ${owner.metadata.name}`);
        }
        const labels = { app: application, bundleId, [managedByLabel]: managedByValue };
        const next = secretResource({ name, namespace: ofApplications, labels, data });
        await writeResource(file, next, { mode: 0o600, over: present?.version ?? null });
      }, isDisturbed);
    },
    async deleteOfApplication(secret) {
      const file = fileOf(secret.name);
      const present = await readStored(file);
      if (present && isWrittenFor(secret, present.resource)) await removeFile(file, present.version);
    },
  };
}

function labelsOf(resource: Resource | null): Record<string, string> {
  const labels = resource?.metadata['labels'];
  return isTexts(labels) ? labels : {};
}

/**
 * The mark of ownership. In a cluster it is the owner reference, which needs the uid that an Application has only there;
 * here it is the label the agent's Applications carry, so that the file can still be applied to a cluster.
 */
const isMarked = (resource: Resource, name: string): boolean =>
  resource.kind === 'Secret' &&
  resource.metadata['name'] === name &&
  labelsOf(resource)[managedByLabel] === managedByValue;

/** Exactly what agents wrote that knew no mark: two labels, a name made of them, and nothing else said of it. */
function isOfEarlierAgent(resource: Resource, name: string): boolean {
  const { name: own, namespace: _any, labels: _known, ...others } = resource.metadata;
  const { app = '', bundleId = '', ...otherLabels } = labelsOf(resource);
  return (
    resource.kind === 'Secret' &&
    own === name &&
    [credentialsSecretName(app, bundleId), parametersSecretName(app, bundleId)].includes(name) &&
    Object.keys({ ...others, ...otherLabels }).length === 0
  );
}

function isWrittenFor({ name, application, bundleId }: Omit<ApplicationSecret, 'data'>, resource: Resource): boolean {
  const { app, bundleId: found } = labelsOf(resource);
  const isOurs = isMarked(resource, name) || isOfEarlierAgent(resource, name);
  return isOurs && app === application && found === bundleId;
}
