import { readFileSync } from 'node:fs';
import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import type { Clock } from '../../shared/clock.ts';
import { sha256 } from '../../shared/ids.ts';
import type { MasterKey } from '../../shared/masterKey.ts';
import { type AuthorityPurpose, addAuthority, authoritiesFor, authorityById } from './authority.store.ts';
import {
  type Authority,
  assertComplete,
  assertMaySign,
  certificatesIn,
  generateAuthority,
  parseAuthority,
} from './authority.ts';

export interface Authorities {
  /** Signs client certificates. */
  issuer: Authority;
  /** Signs this installation's server certificates. */
  server: Authority;
  /**
   * PEM of every authority whose client certificates pass the TLS handshake: the issuing one, its predecessors, and what
   * is above them, because a Node server cannot end a chain at an intermediate. Their names are the CA list the listener
   * sends. What such a root signed elsewhere passes the handshake too, and is nobody afterwards: it has no row of ours.
   */
  trusted: string[];
}

export interface AuthoritiesOptions {
  config: Pick<Config, 'ca' | 'caKeyAlgorithm'>;
  database: Database;
  masterKey: MasterKey;
  clock: Clock;
}

const names = { CLIENT: 'Compass Client CA', SERVER: 'Compass Server CA' } as const;

/** Opens the authorities of the installation; those not given by file are generated at first start and kept encrypted. */
export async function openAuthorities(options: AuthoritiesOptions): Promise<Authorities> {
  const server = await ownAuthority(options, 'SERVER');
  const issuer = options.config.ca
    ? await givenAuthority(options, options.config.ca)
    : await ownAuthority(options, 'CLIENT');
  const rows = await authoritiesFor(options.database.read, 'CLIENT');
  return { issuer, server, trusted: [...new Set(rows.flatMap((row) => certificatesIn(row.certificate)))] };
}

/** The id is fixed, so that the primary key decides which of several starting instances makes the authority. */
async function ownAuthority(options: AuthoritiesOptions, purpose: AuthorityPurpose): Promise<Authority> {
  const { config, database, masterKey, clock } = options;
  const id = `${purpose.toLowerCase()}-1`;
  let row = await authorityById(database.read, id);
  if (!row) {
    const made = await generateAuthority(`${names[purpose]} ${id.slice(-1)}`, config.caKeyAlgorithm, clock());
    await database.write((tx) =>
      addAuthority(tx, {
        id,
        purpose,
        certificate: made.certificate,
        encryptedKey: masterKey.encrypt(made.key, `authority:${id}`),
        createdAt: clock(),
      }),
    );
    row = await authorityById(database.read, id);
  }
  if (!row?.encryptedKey) throw new Error(`the authority ${id} has no key in the database`);
  try {
    return parseAuthority(row.certificate, masterKey.decrypt(row.encryptedKey, `authority:${id}`));
  } catch (error) {
    throw new Error(
      `The key of the ${names[purpose]} cannot be read; COMPASS_SECRET_KEY_FILE has to name the file it was made with (${messageOf(error)})`,
      { cause: error },
    );
  }
}

/** Bring your own issuing CA. Its certificate is recorded, so that what it issued stays trusted after the next change. */
async function givenAuthority(
  options: AuthoritiesOptions,
  files: { certFile: string; keyFile: string },
): Promise<Authority> {
  const { database, clock } = options;
  const certificate = readNamed('COMPASS_CA_CERT_FILE', files.certFile);
  const key = readNamed('COMPASS_CA_KEY_FILE', files.keyFile);
  let authority: Authority;
  try {
    authority = parseAuthority(certificate, key);
    assertMaySign(authority, clock());
    assertComplete(authority);
  } catch (error) {
    throw new Error(
      `COMPASS_CA_CERT_FILE (${files.certFile}) with COMPASS_CA_KEY_FILE (${files.keyFile}) cannot be used: ${messageOf(error)}`,
      { cause: error },
    );
  }
  const id = `client-${sha256(new Uint8Array(authority.certificate.rawData)).slice(0, 16)}`;
  await database.write((tx) =>
    addAuthority(tx, {
      id,
      purpose: 'CLIENT',
      certificate: authority.chain.join(''),
      encryptedKey: null,
      createdAt: clock(),
    }),
  );
  return authority;
}

export function readNamed(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${variable} (${file}) cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
