import type { Platform } from '../graphql/context.ts';
import { ownerOf } from '../landscape/credentials.store.ts';
import { type CertificateRow, findCertificate } from './certificates/certificate.store.ts';
import type { SightingKind } from './enrolment/sightings.ts';
import { type Client, clientById } from './identity.store.ts';
import { findToken, type TokenRow } from './tokens/token.store.ts';

const action = 'connection.refused';

function ofToken({ usedAt, revokedAt }: TokenRow): { kind: SightingKind; reason: string } {
  if (usedAt !== null) return { kind: 'TOKEN_USED', reason: 'a one-time token that was used already' };
  return revokedAt === null
    ? { kind: 'TOKEN_EXPIRED', reason: 'a one-time token that has expired' }
    : { kind: 'TOKEN_REVOKED', reason: 'a one-time token that was revoked' };
}

/** So that whoever waits for a client, or looks after the installation, learns that it came with a token that is no good. */
export async function noteRefusedToken(hash: string, from: string | null, platform: Platform): Promise<void> {
  const { database, sightings, refusals } = platform;
  const token = await findToken(database.read, hash);
  const owner = token && (await ownerOf(database.read, token.tenantId, token.clientId));
  if (!token || !owner) {
    sightings.see('TOKEN_UNKNOWN');
    const reason = 'a one-time token that Compass does not know';
    refusals.note({ action, tenantId: null, objects: [], reason, from });
    return;
  }
  const { kind, reason } = ofToken(token);
  sightings.see(kind, { ownerId: owner.id });
  const client = await clientById(database.read, token.tenantId, token.clientId);
  const objects = [{ kind: owner.kind, id: owner.id, name: client?.ownerName ?? '' }];
  refusals.note({ action, tenantId: token.tenantId, objects, reason, from });
}

function ofCertificate({ revokedAt, notAfter }: CertificateRow, now: number): string {
  if (revokedAt !== null) return 'its certificate was revoked';
  return notAfter <= now ? 'its certificate has expired' : 'its machine identity or its tenant is not active any more';
}

/** The handshake proved that the caller holds the key of this certificate. */
export async function noteRefusedCertificate(hash: string, from: string | null, platform: Platform): Promise<void> {
  const { database, clock, sightings, refusals } = platform;
  const row = await findCertificate(database.read, hash);
  sightings.see('CERTIFICATE_REFUSED', row && { ownerId: row.ownerId });
  if (row) {
    const { tenantId, ownerKind: kind, ownerId: id, ownerName: name } = row;
    refusals.note({ action, tenantId, objects: [{ kind, id, name }], reason: ofCertificate(row, clock()), from });
  } else {
    const reason = 'a certificate that Compass has not issued';
    refusals.note({ action, tenantId: null, objects: [], reason, from });
  }
}

/** A client that asks in the name of another tenant than its own. */
export function noteOtherTenant(client: Client, from: string | null, { sightings, refusals }: Platform): void {
  const { tenantId, externalTenantId, kind, ownerId: id, ownerName: name } = client;
  const message = `the header names another tenant than ${externalTenantId}`;
  sightings.see('TENANT_MISMATCH', { ownerId: id, message });
  const reason = 'its Tenant header names another tenant';
  refusals.note({ action, tenantId, objects: [{ kind, id, name }], reason, from });
}
