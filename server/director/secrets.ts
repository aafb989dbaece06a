import type { LoadMany } from '../graphql/context.ts';
import { connectedPairs, pairKey } from '../landscape/connection.store.ts';
import type { Consumer } from '../shared/consumer.ts';
import { mayReadSecrets } from './auth.ts';
import { shownAddress } from './fetchRequest.ts';
import { managersOfApplications, managersOfPackages } from './secrets.store.ts';

/** Who asks, and how nested fields load; `RequestContext` fits. */
interface Asking {
  consumer: Pick<Consumer, 'type' | 'id' | 'scopes'>;
  load<K, V>(loadMany: LoadMany<K, V>, key: K): Promise<V | undefined>;
}

/**
 * Whether somebody who sees an Application may read its credentials: as `mayReadSecrets`, and an integration system those of
 * the Applications that carry its id (product.md 3, Secrets).
 */
export async function readsSecretsOfApplication({ consumer, load }: Asking, applicationId: string): Promise<boolean> {
  if (consumer.type !== 'INTEGRATION_SYSTEM') return mayReadSecrets(consumer);
  return (await load(managersOfApplications, applicationId)) === consumer.id;
}

/** As `readsSecretsOfApplication`, for what belongs to a Package of the Application. */
export async function readsSecretsOfPackage({ consumer, load }: Asking, packageId: string): Promise<boolean> {
  if (consumer.type !== 'INTEGRATION_SYSTEM') return mayReadSecrets(consumer);
  return (await load(managersOfPackages, packageId)) === consumer.id;
}

/**
 * Whether somebody who sees an Application may read what its APIs are called with: as `readsSecretsOfApplication`, and the
 * Runtime it is connected to. One that only shares a scenario has to wait (product.md 4).
 */
export async function readsDefaultAuth(asking: Asking, applicationId: string): Promise<boolean> {
  const { consumer, load } = asking;
  if (consumer.type !== 'RUNTIME') return readsSecretsOfApplication(asking, applicationId);
  return (await load(connectedPairs, pairKey(applicationId, consumer.id))) === true;
}

/** An address as somebody may see it: whole only if they may change it or read secrets. */
export async function addressFor(asking: Asking, applicationId: string, address: string): Promise<string> {
  const isWhole =
    asking.consumer.scopes.has('application:write') || (await readsSecretsOfApplication(asking, applicationId));
  return isWhole ? address : shownAddress(address);
}
