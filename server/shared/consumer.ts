/**
 * Who is asking, resolved in one place per listener. `id` is the id of the object behind the credential: the user, the
 * Application, the Runtime or the integration system, never the client id.
 */
export interface Consumer {
  type: 'USER' | 'AUTOMATION' | 'APPLICATION' | 'RUNTIME' | 'INTEGRATION_SYSTEM' | 'ANONYMOUS';
  id: string;
  /** For people and automation: what the activity log shows. */
  name: string;
  /** Internal id of the tenant the request works in; null for ANONYMOUS and for an integration system that named none. */
  tenantId: string | null;
  scopes: ReadonlySet<string>;
}

export const anonymous: Consumer = { type: 'ANONYMOUS', id: '', name: '', tenantId: null, scopes: new Set() };

/** The id of automation with the static token, which works in any tenant; API tokens are of one. */
export const staticTokenId = 'admin-token';

/** Whether the caller may name any active tenant to work in. */
export const worksAnywhere = ({ type, id }: Consumer): boolean =>
  type === 'INTEGRATION_SYSTEM' || (type === 'AUTOMATION' && id === staticTokenId);
