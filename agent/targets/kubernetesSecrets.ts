import type { V1OwnerReference, V1Secret } from '@kubernetes/client-node';
import {
  type ApplicationSecret,
  applicationApiVersion,
  applicationKind,
  type PresentApplication,
} from '../application.ts';
import { TargetError } from '../target.ts';
import { attempt, isAbsent, isConflict, type KubernetesApi, listAll, orNull } from './kubernetesApi.ts';
import { undisturbed } from './undisturbed.ts';

export interface SecretAddress {
  namespace: string;
  name: string;
}

/** The Secrets of a cluster, with plain values. */
export interface KubernetesSecrets {
  read(address: SecretAddress): Promise<Record<string, string> | null>;
  /** Sets these keys and keeps the others, whoever else writes. */
  merge(address: SecretAddress, data: Readonly<Record<string, string>>): Promise<void>;
  /** Has the API server check, and store nothing, that `merge` would work now and once more after that. */
  assertMergeable(address: SecretAddress): Promise<void>;
  listOfApplications(): Promise<ApplicationSecret[]>;
  writeOfApplication(secret: ApplicationSecret, owner: PresentApplication): Promise<void>;
  deleteOfApplication(secret: ApplicationSecret): Promise<void>;
}

/** @param namespace of the Secrets of Applications. */
export function createKubernetesSecrets(
  { core }: KubernetesApi,
  { namespace: ofApplications, pageSize }: { namespace: string; pageSize: number },
): KubernetesSecrets {
  const titled = ({ namespace, name }: SecretAddress) => `Secret ${namespace}/${name}`;
  async function read(address: SecretAddress): Promise<V1Secret | null> {
    const answer = attempt(`${titled(address)} cannot be read`, core.readNamespacedSecret(address));
    const secret = await orNull(address.name, answer);
    // An empty answer is not an empty Secret: the agent would take itself for unpaired.
    if (secret && secret.metadata?.name !== address.name) throw new TargetError(`${titled(address)} is no Secret`);
    return secret;
  }

  /** @param present to be replaced exactly as it was read; null to create. */
  function write(address: SecretAddress, body: V1Secret, present: V1Secret | null, dryRun?: 'All'): Promise<V1Secret> {
    const checked = dryRun && { dryRun };
    return attempt(
      `${titled(address)} cannot be written`,
      present
        ? core.replaceNamespacedSecret({ ...address, body, ...checked })
        : core.createNamespacedSecret({ namespace: address.namespace, body, ...checked }),
    );
  }

  const isDisturbed = (name: string) => (error: unknown) => isConflict(error) || isAbsent(error, name);

  return {
    async read(address) {
      const secret = await read(address);
      return secret && plain(secret);
    },
    async merge(address, data) {
      await undisturbed(async () => {
        const present = await read(address);
        const body = present ?? newSecret(address);
        body.data = { ...body.data, ...encoded(data) };
        await write(address, body, present);
      }, isDisturbed(address.name));
    },
    async assertMergeable(address) {
      await undisturbed(async () => {
        const present = await read(address);
        if (!present) await write(address, newSecret(address), null, 'All');
        // Rights are looked at before the resource: of one that is not there, a good answer is that it is not there.
        const replaced = write(address, present ?? newSecret(address), present ?? {}, 'All');
        await (present ? replaced : orNull(address.name, replaced));
      }, isDisturbed(address.name));
    },
    async listOfApplications() {
      const secrets = await listAll(async (after) => {
        const list = await attempt(
          `Secrets in ${ofApplications} cannot be listed`,
          core.listNamespacedSecret({
            namespace: ofApplications,
            labelSelector: 'app,bundleId',
            limit: pageSize,
            ...(after && { _continue: after }),
          }),
        );
        return { items: list.items, next: list.metadata?._continue };
      });
      return secrets.flatMap((secret) => {
        const { name = '', labels: { app: application = '', bundleId = '' } = {} } = secret.metadata ?? {};
        // Others use such labels, too; only what an Application owns is ours to remove.
        return isOwnedBy(secret, application) ? [{ name, application, bundleId, data: plain(secret) }] : [];
      });
    },
    async writeOfApplication({ name, application, bundleId, data }, owner) {
      const address = { namespace: ofApplications, name };
      const labels = { app: application, bundleId };
      await undisturbed(async () => {
        const present = await read(address);
        const { labels: found = {}, ...metadata } = present?.metadata ?? {};
        if (present && (found['app'] !== application || found['bundleId'] !== bundleId)) {
          throw new TargetError(`${titled(address)} is there and does not belong to ${application}`);
        }
        const ownerReferences = [ownerReference(owner)];
        const body: V1Secret = {
          ...(present ?? newSecret(address)),
          metadata: { ...metadata, ...address, labels: { ...found, ...labels }, ownerReferences },
          data: encoded(data),
        };
        await write(address, body, present);
      }, isDisturbed(name));
    },
    async deleteOfApplication({ name, application }) {
      const address = { namespace: ofApplications, name };
      const present = await read(address);
      if (!present || !isOwnedBy(present, application)) return;
      const { uid, resourceVersion } = present.metadata ?? {};
      const deleted = core.deleteNamespacedSecret({
        ...address,
        body: { preconditions: { ...(uid && { uid }), ...(resourceVersion && { resourceVersion }) } },
      });
      await orNull(name, attempt(`${titled(address)} cannot be deleted`, deleted));
    },
  };
}

const newSecret = ({ namespace, name }: SecretAddress): V1Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { namespace, name },
  type: 'Opaque',
});

const encoded = (data: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));

const plain = ({ data = {} }: V1Secret): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));

/** The cluster removes a Secret along with its owner (runtime-agent.md 9.4). */
function ownerReference({ metadata: { name, uid } }: PresentApplication): V1OwnerReference {
  if (!uid) throw new TargetError(`Application ${name} has no uid`);
  return { apiVersion: applicationApiVersion, kind: applicationKind, name, uid };
}

function isOwnedBy({ metadata }: V1Secret, application: string): boolean {
  return (metadata?.ownerReferences ?? []).some(
    ({ apiVersion, kind, name }) =>
      apiVersion === applicationApiVersion && kind === applicationKind && name === application,
  );
}
