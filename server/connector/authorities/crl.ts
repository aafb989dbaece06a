import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  Extension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CrlGenerator,
  X509CrlReason,
} from '@peculiar/x509';
import type { RequestHandler } from 'express';
import type { Database } from '../../db/database.ts';
import type { RevocationReason } from '../../db/tables/connector.tables.ts';
import { type Clock, hour, second } from '../../shared/clock.ts';
import { sha256 } from '../../shared/ids.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Authorities } from './authorities.ts';
import { type AuthorityRow, authoritiesFor } from './authority.store.ts';
import { type Authority, backdating, fingerprintOf, maySignLists } from './authority.ts';
import { lastEndOf, type RevokedRow, revokedOf, revokeOrphans, storeList } from './crl.store.ts';
import { signingKey } from './keys.ts';

/** From thisUpdate to nextUpdate. */
const validity = 24 * hour;
/** Another list is signed after this time even if it says the same. */
const renewAfter = validity / 2;
/** Requests within this time are answered from memory. */
const rememberedFor = second;
const crlNumberOid = '2.5.29.20';

/** Unspecified is said by leaving the reason out (RFC 5280, 5.3.1). */
const reasonCodes: Readonly<Record<RevocationReason, X509CrlReason | null>> = {
  UNSPECIFIED: null,
  KEY_COMPROMISE: X509CrlReason.keyCompromise,
  SUPERSEDED: X509CrlReason.superseded,
  CESSATION_OF_OPERATION: X509CrlReason.cessationOfOperation,
};

/** Where the list of an authority is published: at the gateway, and at the console; nowhere if it may not sign any. */
export function crlUrlsOf(
  settings: Pick<Settings, 'connectorURL' | 'consoleURL'>,
  certificate: X509Certificate,
): string[] {
  if (!maySignLists(certificate)) return [];
  const fingerprint = sha256(new Uint8Array(certificate.rawData));
  const gateway = settings.connectorURL.replace(/\/connector\/graphql$/, '');
  return [gateway, settings.consoleURL].map((base) => `${base}/pki/${fingerprint}.crl`);
}

/** A DER INTEGER. */
function derInteger(value: number): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const content = (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Uint8Array.of(2, content.length, ...content);
}

/**
 * Signs a revocation list (RFC 5280, section 5).
 * @returns DER.
 */
async function signList(
  authority: Authority,
  { number, at, until, entries }: { number: number; at: number; until: number; entries: readonly RevokedRow[] },
): Promise<Buffer> {
  const key = await signingKey(authority.key, 'SHA-256');
  const keyId = authority.certificate.getExtension(SubjectKeyIdentifierExtension)?.keyId;
  const crl = await X509CrlGenerator.create({
    issuer: authority.certificate.subjectName,
    thisUpdate: new Date(at - backdating),
    nextUpdate: new Date(until),
    signingKey: key,
    signingAlgorithm: { name: key.algorithm.name, hash: 'SHA-256' } as EcdsaParams,
    extensions: [
      ...(keyId ? [new AuthorityKeyIdentifierExtension(keyId)] : []),
      new Extension(crlNumberOid, false, derInteger(number)),
    ],
    entries: entries.map(({ serial, revokedAt, revocationReason }) => {
      const reason = revocationReason === null ? null : reasonCodes[revocationReason];
      return {
        serialNumber: serial,
        revocationDate: new Date(revokedAt ?? at),
        ...(reason !== null && { reason }),
      };
    }),
  });
  return Buffer.from(crl.rawData);
}

/** Of what a list says, and for how long. */
const digestOf = (entries: readonly RevokedRow[], isLast: boolean) =>
  sha256(
    `${JSON.stringify(entries.map(({ serial, revocationReason }) => [serial, revocationReason]))}${isLast ? ' last' : ''}`,
  );

export interface RevocationLists {
  /**
   * The list of the authority with this fingerprint as it is now, DER; null if there is none. What was revoked more than a
   * second ago is in it. Of an authority whose key is no longer here it is the last one that was signed; one that may not
   * sign lists has none.
   */
  present(fingerprint: string): Promise<Buffer | null>;
  /** Signs what there is to say with keys that are known from files: they may be gone with the next start. */
  keep(): Promise<void>;
  /** `GET /pki/<fingerprint>.crl`; anything else is the next one's. */
  route: RequestHandler;
}

export function createRevocationLists(options: {
  database: Database;
  authorities: Pick<Authorities, 'signer' | 'issuer' | 'fromFiles'>;
  clock: Clock;
}): RevocationLists {
  const { database, authorities, clock } = options;
  const remembered = new Map<string, { until: number; list: Promise<Buffer | null> }>();

  async function lookUp(fingerprint: string): Promise<Buffer | null> {
    for (;;) {
      const rows = await authoritiesFor(database.read, 'CLIENT');
      const row = rows.find(({ certificate }) => fingerprintOf(certificate) === fingerprint);
      if (!row) return null;
      const list = await listOf(row);
      if (list !== 'outdated') return list;
    }
  }

  async function listOf(row: AuthorityRow) {
    const { id, crl, crlNumber, crlSignedAt, crlDigest } = row;
    const now = Math.floor(clock() / second) * second;
    // An expired certificate stays on one more list than it has to (RFC 5280, 3.3).
    const revoked = () => revokedOf(database.read, id, now - validity);
    const present = crl === null ? null : Buffer.from(crl, 'base64');
    const signer = authorities.signer(id);
    const isFresh = crlSignedAt !== null && now - crlSignedAt < renewAfter;
    // A former authority that was given by file may sign no other one: this has to do until its certificates have ended.
    const isLast = row.encryptedKey === null && id !== authorities.issuer.id;
    let entries = await revoked();
    if (!signer || !maySignLists(signer.certificate) || (isFresh && digestOf(entries, isLast) === crlDigest))
      return present;
    await database.write((tx) => revokeOrphans(tx, now));
    entries = await revoked();
    const number = crlNumber + 1;
    const until = Math.max(now + validity, isLast ? await lastEndOf(database.read, id) : 0);
    const list = await signList(signer, { number, at: now, until, entries });
    const stored = { number, crl: list.toString('base64'), crlDigest: digestOf(entries, isLast), crlSignedAt: now };
    return (await database.write((tx) => storeList(tx, id, stored))) ? list : 'outdated';
  }

  function present(fingerprint: string): Promise<Buffer | null> {
    const known = remembered.get(fingerprint);
    const now = clock();
    if (known && now < known.until && now > known.until - 2 * rememberedFor) return known.list;
    const list = lookUp(fingerprint);
    for (const [each, { until }] of remembered) if (until <= now) remembered.delete(each);
    remembered.set(fingerprint, { until: now + rememberedFor, list });
    list.catch(() => remembered.delete(fingerprint));
    return list;
  }

  return {
    present,
    async keep() {
      for (const { chain } of authorities.fromFiles) await lookUp(fingerprintOf(chain[0] ?? ''));
    },
    async route(request, response, next) {
      const [, fingerprint] = /^\/pki\/([0-9a-f]{64})\.crl$/.exec(request.path) ?? [];
      if (fingerprint === undefined || !['GET', 'HEAD'].includes(request.method)) return next();
      const list = await present(fingerprint);
      if (list === null) return next();
      response.set({ 'Content-Type': 'application/pkix-crl', 'Cache-Control': 'public, max-age=60' }).send(list);
    },
  };
}
