import type { ObjectKind } from '../db/tables/director.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import type { AuthRecord } from './auth.ts';

/** Who owns a machine identity. */
export type OwnerKind = ObjectKind | 'INTEGRATION_SYSTEM';

/** A machine identity (director.md 17): OAuth2 client id, common name of certificates, owner of one-time tokens. */
export interface SystemAuthRecord {
  id: string;
  ownerKind: OwnerKind;
  ownerId: string;
  /** The client secret, encrypted; null if it has none. */
  sealedSecret: string | null;
  /** Answered to the one who asked for its credentials, who may read them whatever else they may. */
  issued?: true;
}

/** As the wire calls an owner in its messages (director.md 6). */
export const ownerWords = {
  APPLICATION: 'Application',
  RUNTIME: 'Runtime',
  INTEGRATION_SYSTEM: 'Integration System',
} as const satisfies Record<OwnerKind, string>;

/** The scope with which anybody who sees the owner reads its secrets, too (director.md 26). */
const secretScopes = {
  APPLICATION: 'application.auths:read',
  RUNTIME: 'runtime.auths:read',
  INTEGRATION_SYSTEM: 'integration_system.auths:read',
} as const satisfies Record<OwnerKind, string>;

/** Whether the secret of a machine identity may be read: by its owner and with a scope that includes secrets. */
export const ownsSecret = (
  { type, id, scopes }: Pick<Consumer, 'type' | 'id' | 'scopes'>,
  { ownerKind, ownerId }: Pick<SystemAuthRecord, 'ownerKind' | 'ownerId'>,
): boolean => (type === ownerKind && id === ownerId) || scopes.has(secretScopes[ownerKind]);

/** The Auth object of a machine identity. @param url the token endpoint. */
export const clientCredentials = (clientId: string, clientSecret: string, url: string): AuthRecord => ({
  credential: { clientId, clientSecret, url },
  additionalHeaders: null,
  additionalQueryParams: null,
  requestAuth: null,
});
