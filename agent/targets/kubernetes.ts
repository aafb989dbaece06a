import type { KubeConfig } from '@kubernetes/client-node';
import { applicationApiVersion, type PresentApplication } from '../application.ts';
import {
  type CompassConnection,
  connectionApiVersion,
  connectionFailed,
  connectionName,
  newConnection,
} from '../connection.ts';
import { type Target, TargetError } from '../target.ts';
import { readConnectionResource } from './connectionResource.ts';
import type { DirectoryNames } from './directory.ts';
import { attempt, isAbsent, isConflict, listAll, openApi, orNull } from './kubernetesApi.ts';
import { createHealth } from './kubernetesHealth.ts';
import { createKubernetesSecrets } from './kubernetesSecrets.ts';
import { follow } from './kubernetesWatch.ts';
import { undisturbed } from './undisturbed.ts';

export interface KubernetesOptions extends DirectoryNames {
  /** Read and watched, never written. */
  configMap: { namespace: string; name: string };
  /** For one call to the API server. */
  timeoutMs: number;
  /** Of lists; 500 if not given. */
  pageSize?: number;
}

/** Group, version and plural of a custom resource (runtime-agent.md 3, 9.2). */
function kindOf(apiVersion: string, plural: string) {
  const [group, version] = apiVersion.split('/') as [string, string];
  return { group, version, plural };
}
const connections = kindOf(connectionApiVersion, 'compassconnections');
const applications = kindOf(applicationApiVersion, 'applications');

/**
 * A cluster. What is written goes against the resourceVersion that was read, so that nobody's edit is lost; "there is none"
 * is believed only where the API server says so of this very name.
 */
export function openKubernetes(config: KubeConfig, options: KubernetesOptions): Target {
  const { configMap, client, ca, integrationNamespace, timeoutMs, pageSize = 500 } = options;
  const api = openApi(config, timeoutMs);
  const { core, custom } = api;
  const secrets = createKubernetesSecrets(api, { namespace: integrationNamespace, pageSize });
  const own = { client, ca };
  const inCluster = `CompassConnection ${connectionName}`;
  const theConnection = { ...connections, name: connectionName };

  async function readConnection(): Promise<CompassConnection | null> {
    const answer = attempt(`${inCluster} cannot be read`, custom.getClusterCustomObject(theConnection));
    const resource = await orNull(connectionName, answer);
    return resource && readConnectionResource(resource, inCluster);
  }

  /** @param isThere written over exactly what was read; else created. */
  async function putConnection(body: CompassConnection, isThere: boolean, dryRun?: 'All'): Promise<CompassConnection> {
    const checked = dryRun && { dryRun };
    const written = await attempt(
      `${inCluster} cannot be written`,
      isThere
        ? custom.replaceClusterCustomObject({ ...theConnection, body, ...checked })
        : custom.createClusterCustomObject({ ...connections, body, ...checked }),
    );
    return readConnectionResource(written, inCluster);
  }

  const isDisturbed = (error: unknown) => isConflict(error) || isAbsent(error, connectionName);

  /** The API server checks everything, schema and admission included, and stores nothing. */
  async function assertConnectionWritable(): Promise<void> {
    const present = await readConnection();
    const probe = connectionFailed(present ?? newConnection(), 'being checked', 0);
    const stored = await putConnection(probe, present !== null, 'All');
    if (stored.status.connectionStatus?.error !== 'being checked') {
      throw new TargetError(
        'the CRD of CompassConnection drops its status: it must not have a status subresource, and has to know all fields',
      );
    }
    if (!present) await orNull(connectionName, putConnection(probe, true, 'All'));
  }

  async function assertSecretsWritable(): Promise<void> {
    await secrets.assertMergeable(client);
    await secrets.assertMergeable(ca);
  }

  async function listApplications(limit: number): Promise<PresentApplication[]> {
    return listAll(async (after) => {
      const list = await attempt(
        'Applications cannot be listed',
        custom.listClusterCustomObject({ ...applications, limit, ...(after && { _continue: after }) }),
      );
      return { items: list?.items as PresentApplication[], next: list?.metadata?.continue };
    });
  }

  const named = ({ metadata: { name } }: PresentApplication) => ({ ...applications, name });

  async function deleteApplication(application: PresentApplication): Promise<void> {
    const { name, uid = '', resourceVersion } = application.metadata;
    const body = { preconditions: { uid, resourceVersion: String(resourceVersion) } };
    try {
      await attempt(
        `Application ${name} cannot be deleted`,
        custom.deleteClusterCustomObject({ ...named(application), body }),
      );
    } catch (error) {
      if (isAbsent(error, name)) return;
      if (!isConflict(error)) throw error;
      const present = await orNull(
        name,
        attempt(`Application ${name} cannot be read`, custom.getClusterCustomObject(named(application))),
      );
      // The one that was listed has gone, and another has come.
      if (present && present.metadata?.uid === uid) throw error;
    }
  }

  return {
    async readParameters() {
      const title = `ConfigMap ${configMap.namespace}/${configMap.name}`;
      const answer = attempt(`${title} cannot be read`, core.readNamespacedConfigMap(configMap));
      const resource = await orNull(configMap.name, answer);
      return resource && (resource.data ?? {});
    },
    readConnection,
    writeConnection: (change) =>
      undisturbed(async () => {
        const present = await readConnection();
        const next = change(present);
        return next && putConnection(next, present !== null);
      }, isDisturbed),
    readSecret: (secret) => secrets.read(own[secret]),
    writeSecret: (secret, data) => secrets.merge(own[secret], data),
    async assertWritable() {
      await undisturbed(assertConnectionWritable, isDisturbed);
      await assertSecretsWritable();
      await listApplications(pageSize);
      await secrets.listOfApplications();
    },
    assertSecretsWritable,
    listApplications: () => listApplications(pageSize),
    createApplication: (body) =>
      attempt(
        `Application ${body.metadata.name} cannot be created`,
        custom.createClusterCustomObject({ ...applications, body }),
      ),
    updateApplication: (body) =>
      attempt(
        `Application ${body.metadata.name} cannot be updated`,
        custom.replaceClusterCustomObject({ ...named(body), body }),
      ),
    deleteApplication,
    listApplicationSecrets: secrets.listOfApplications,
    writeApplicationSecret: secrets.writeOfApplication,
    deleteApplicationSecret: secrets.deleteOfApplication,
    health: createHealth(api),
    watch(changed) {
      const stop = new AbortController();
      const toConnection = {
        path: `/apis/${connectionApiVersion}/${connections.plural}`,
        name: connectionName,
        read: async () =>
          versionsOf(
            await custom.listClusterCustomObject({ ...connections, fieldSelector: `metadata.name=${connectionName}` }),
          ),
        changed: () => changed('connection'),
      };
      const { namespace, name } = configMap;
      const toParameters = {
        path: `/api/v1/namespaces/${namespace}/configmaps`,
        name,
        read: async () =>
          versionsOf(await core.listNamespacedConfigMap({ namespace, fieldSelector: `metadata.name=${name}` })),
        changed: () => changed('parameters'),
      };
      for (const followed of [toConnection, toParameters]) void follow(config, followed, stop.signal);
      return () => stop.abort();
    },
  };
}

interface ListOfOne {
  metadata?: { resourceVersion?: string };
  items: { metadata?: { resourceVersion?: string } }[];
}

const versionsOf = ({ metadata, items }: ListOfOne) => ({
  listVersion: metadata?.resourceVersion ?? '',
  version: items[0]?.metadata?.resourceVersion ?? null,
});
