import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { Database, Read, Tx } from '../../db/database.ts';
import { type Clock, day, hour } from '../../shared/clock.ts';
import { CompassError } from '../../shared/errors.ts';
import type { MasterKey } from '../../shared/masterKey.ts';
import { authorityNames, keyPurpose } from './authorities.ts';
import {
  type AuthorityRow,
  activateAuthority,
  addAuthority,
  authoritiesFor,
  type Remaining,
  remainingOf,
  retireAuthority,
} from './authority.store.ts';
import { certificatesIn, fingerprintOf, generateAuthority, validityOf } from './authority.ts';
import type { StoredList } from './links.ts';

export type AuthorityState = 'ACTIVE' | 'RETIRING' | 'RETIRED';

/** An authority for client certificates as administrators see it; moments in milliseconds. */
export interface AuthorityView {
  id: string;
  /** SHA-256 of the DER encoding, lower-case hexadecimal. */
  fingerprint: string;
  subject: string;
  state: AuthorityState;
  notBefore: number;
  notAfter: number;
  activatedAt: number;
  retiredAt: number | null;
  /** Its key lies in files that are not ours. */
  givenByFile: boolean;
  remaining: Remaining | null;
  /** The certificate, then those above it. */
  pem: string;
  /** Its revocation list as it was last signed. */
  list: StoredList;
}

const viewOf = (
  row: AuthorityRow,
  active: AuthorityRow | undefined,
  remaining: Remaining | undefined,
): AuthorityView => ({
  id: row.id,
  fingerprint: fingerprintOf(row.certificate),
  ...validityOf(row.certificate),
  state: row.id === active?.id ? 'ACTIVE' : row.retiredAt === null ? 'RETIRING' : 'RETIRED',
  activatedAt: row.activatedAt,
  retiredAt: row.retiredAt,
  givenByFile: row.encryptedKey === null,
  remaining: remaining ?? null,
  pem: certificatesIn(row.certificate).join(''),
  list: { crl: row.crl, crlNumber: row.crlNumber, crlSignedAt: row.crlSignedAt },
});

/** All for client certificates, the active one first. */
export async function listAuthorities(read: Read, now: number): Promise<AuthorityView[]> {
  const rows = await authoritiesFor(read, 'CLIENT');
  const remaining = await remainingOf(read, now);
  return rows.map((row) => viewOf(row, rows[0], remaining.get(row.id)));
}

/** Another authority, ready to sign, but known to nobody yet. */
export interface Successor {
  id: string;
  /** The one it follows. */
  formerId: string;
  certificate: string;
  encryptedKey: string;
}

export interface RotationOptions {
  algorithm: Config['caKeyAlgorithm'];
  cipher: Pick<MasterKey, 'encrypt'>;
  now: number;
}

/**
 * Makes the successor of the active authority, outside of the transaction: a key takes its time.
 * @throws ConcurrentUpdate if the active one is not that with `fingerprint`, InvalidOperation if it is given by file.
 */
export async function prepareSuccessor(read: Read, fingerprint: string, options: RotationOptions): Promise<Successor> {
  const rows = await authoritiesFor(read, 'CLIENT');
  const [active] = rows;
  if (!active || fingerprintOf(active.certificate) !== fingerprint) throw outdated();
  if (active.encryptedKey === null) {
    throw new CompassError(
      'InvalidOperation',
      'the issuing CA is given by file: replace the files, and Compass takes the new one over within a minute',
    );
  }
  const numbers = rows.map(({ id }) => Number(/^client-(\d{1,6})$/.exec(id)?.[1] ?? 0));
  const number = Math.max(...numbers) + 1;
  const id = `client-${number}`;
  const made = await generateAuthority(`${authorityNames.CLIENT} ${number}`, options.algorithm, options.now);
  const encryptedKey = options.cipher.encrypt(made.key, keyPurpose(id));
  return { id, formerId: active.id, certificate: made.certificate, encryptedKey };
}

/** Lets the successor sign from now on. The former one stays trusted. @throws ConcurrentUpdate if somebody was faster. */
export async function succeed(tx: Tx, successor: Successor, now: number): Promise<void> {
  const { id, formerId, certificate, encryptedKey } = successor;
  const [active] = await authoritiesFor(tx, 'CLIENT');
  const row = { id, purpose: 'CLIENT' as const, certificate, encryptedKey, createdAt: now };
  if (active?.id !== formerId || !(await addAuthority(tx, row))) throw outdated();
  await activateAuthority(tx, id, Math.max(now, active.activatedAt + 1));
}

const outdated = () =>
  new CompassError('ConcurrentUpdate', 'another certificate authority is the active one by now: look again');

/** Instances that have not heard of a rotation yet may sign with the former authority for so long. */
const graceMs = hour;
/** Nobody has to rotate an own authority by hand before it expires. */
const earliest = 180 * day;

/**
 * Retires the authorities whose last certificate has expired, or was revoked or replaced; and follows the own one up in time.
 * Safe to run on every instance.
 */
export async function keepAuthorities(options: {
  database: Database;
  config: Pick<Config, 'caKeyAlgorithm' | 'certificateValidityMs' | 'ca'>;
  masterKey: Pick<MasterKey, 'encrypt'>;
  clock: Clock;
  log: Logger;
}): Promise<void> {
  const { database, config, masterKey: cipher, clock, log } = options;
  const now = clock();
  const [active, ...former] = await authoritiesFor(database.read, 'CLIENT');
  if (!active) return;
  if (former.some(({ retiredAt }) => retiredAt === null) && active.activatedAt + graceMs <= now) {
    const remaining = await remainingOf(database.read, now);
    for (const { id, retiredAt } of former) {
      if (retiredAt !== null || remaining.has(id)) continue;
      if (await database.write((tx) => retireAuthority(tx, id, now))) {
        log.info({ authority: id }, 'A former authority has retired: nothing it issued opens anything any more');
      }
    }
  }
  const left = validityOf(active.certificate).notAfter - now;
  if (config.ca || active.encryptedKey === null || left > Math.max(earliest, 2 * config.certificateValidityMs)) return;
  const rotation = { algorithm: config.caKeyAlgorithm, cipher, now };
  const successor = await prepareSuccessor(database.read, fingerprintOf(active.certificate), rotation);
  await database.write((tx) => succeed(tx, successor, now));
  log.info({ authority: successor.id }, 'The issuing CA nears its end: another one signs from now on');
}
