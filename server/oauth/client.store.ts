import { and, eq } from 'drizzle-orm';
import { type Client, clientById } from '../connector/identity.store.ts';
import type { MachineKind } from '../connector/machineScopes.ts';
import type { Read } from '../db/database.ts';
import { integrationSystemAuths, integrationSystems, systemAuths } from '../db/tables/director.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { isUuid } from '../shared/ids.ts';

/** An integration system behind its credential. */
export interface SystemClient {
  kind: 'INTEGRATION_SYSTEM';
  ownerId: string;
  ownerName: string;
}

const asSystem = { ownerId: integrationSystems.id, ownerName: integrationSystems.name };

/** Who the client is now; null if it, its owner or its active tenant is gone. */
export async function findMachine(read: Read, clientId: string): Promise<Client | SystemClient | null> {
  if (!isUuid(clientId)) return null;
  const [auth] = await read
    .select({ tenantId: systemAuths.tenantId })
    .from(systemAuths)
    .where(eq(systemAuths.id, clientId));
  if (auth) return clientById(read, auth.tenantId, clientId);
  const [system] = await read
    .select(asSystem)
    .from(integrationSystemAuths)
    .innerJoin(integrationSystems, eq(integrationSystems.id, integrationSystemAuths.integrationSystemId))
    .where(eq(integrationSystemAuths.id, clientId));
  return system ? { kind: 'INTEGRATION_SYSTEM', ...system } : null;
}

/** What the token endpoint needs of a client; null if there is none with a secret in an active tenant. */
export async function findSecret(
  read: Read,
  clientId: string,
): Promise<{ kind: MachineKind; sealedSecret: string } | null> {
  if (!isUuid(clientId)) return null;
  const [auth] = await read
    .select({ kind: systemAuths.ownerKind, sealedSecret: systemAuths.sealedSecret })
    .from(systemAuths)
    .innerJoin(tenants, and(eq(tenants.id, systemAuths.tenantId), eq(tenants.status, 'ACTIVE')))
    .where(eq(systemAuths.id, clientId));
  if (auth) return auth.sealedSecret === null ? null : { kind: auth.kind, sealedSecret: auth.sealedSecret };
  const [system] = await read
    .select({ sealedSecret: integrationSystemAuths.sealedSecret })
    .from(integrationSystemAuths)
    .where(eq(integrationSystemAuths.id, clientId));
  return system ? { kind: 'INTEGRATION_SYSTEM', ...system } : null;
}

/** Internal id of an active tenant by the id that callers send. */
export async function findActiveTenant(read: Read, externalId: string): Promise<string | undefined> {
  const [row] = await read
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.externalId, externalId), eq(tenants.status, 'ACTIVE')));
  return row?.id;
}
