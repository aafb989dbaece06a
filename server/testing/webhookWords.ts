import type { Scope } from '../graphql/scopes.ts';
import type { Consumer } from '../shared/consumer.ts';
import type { Api } from './api.ts';

/** @returns the id. */
export async function registerApplication(
  api: Api,
  name: string,
  labels: Record<string, unknown> = {},
): Promise<string> {
  const text = 'mutation ($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }';
  return (await api.data(text, { in: { name, labels } })).registerApplication.id;
}

/** An Application as its certificate makes it. */
export const applicationConsumer = (api: Api, id: string): Consumer => ({
  type: 'APPLICATION',
  id,
  name: '',
  tenantId: api.tenantId,
  scopes: new Set<Scope>(['application:read', 'application:write']),
});

/** A person who sees everything but secrets. */
export const viewer = (api: Api): Consumer => ({
  ...api.admin,
  id: 'viewer',
  scopes: new Set<Scope>(['application:read', 'runtime:read', 'landscape:read']),
});
