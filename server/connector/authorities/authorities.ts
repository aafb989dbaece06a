import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import type { Clock } from '../../shared/clock.ts';
import { sha256 } from '../../shared/ids.ts';
import type { MasterKey } from '../../shared/masterKey.ts';
import {
  type AuthorityPurpose,
  type AuthorityRow,
  activateAuthority,
  addAuthority,
  adoptCertificates,
  authoritiesChanged,
  authoritiesFor,
} from './authority.store.ts';
import {
  type Authority,
  assertChain,
  assertMaySign,
  certificatesIn,
  firstCertificateIn,
  generateAuthority,
  maySignLists,
  parseAuthority,
} from './authority.ts';

/** An authority with the id of its row. */
export interface KnownAuthority extends Authority {
  id: string;
}

/** The authorities as they are now: they may change while the server runs, by this instance or another. */
export interface Authorities {
  /** Signs client certificates. */
  readonly issuer: KnownAuthority;
  /** Signs this installation's server certificates. */
  readonly server: KnownAuthority;
  /**
   * PEM of every authority whose client certificates pass the TLS handshake: the issuing one, and those before it that have
   * not retired. Their names are the CA list the listener sends. What is above an intermediate is not among them.
   */
  readonly trusted: string[];
  /** The authority with this id, if its key is known here: of one given by file while it is given, and until this process ends. */
  signer(id: string): KnownAuthority | null;
  /** Those whose keys are known from files alone: the issuer, and before it those that were replaced while this process ran. */
  readonly fromFiles: readonly KnownAuthority[];
  /** Reads them anew, given files included; what cannot be read is logged and changes nothing. */
  refresh(): Promise<void>;
  /** Called after `trusted` has changed. */
  onTrusted(listener: () => void): void;
  close(): Promise<void>;
}

export interface AuthoritiesOptions {
  config: Pick<Config, 'ca' | 'caKeyAlgorithm'>;
  database: Database;
  masterKey: Pick<MasterKey, 'encrypt' | 'decrypt'>;
  clock: Clock;
  log: Logger;
}

export const authorityNames = { CLIENT: 'Compass Client CA', SERVER: 'Compass Server CA' } as const;

/** What the key of an authority is encrypted for. */
export const keyPurpose = (id: string): string => `authority:${id}`;

/** Opens the authorities of the installation; those not given by file are generated at first start and kept encrypted. */
export async function openAuthorities(options: AuthoritiesOptions): Promise<Authorities> {
  const { database, log } = options;
  const server = await ownAuthority(options, 'SERVER');
  let given = options.config.ca ? readGiven(options, options.config.ca) : null;
  let issuer = given ? await activateGiven(options, given.authority) : await activateOwn(options);
  let rows = await authoritiesFor(database.read, 'CLIENT');
  /** By id. They sign revocation lists, nothing else. */
  const former = new Map<string, KnownAuthority>();
  const listeners: (() => void)[] = [];
  const trustedOf = (all: readonly AuthorityRow[]) => [
    ...new Set(
      all
        .filter((row) => row.retiredAt === null || row.id === issuer.id)
        .flatMap((row) => certificatesIn(row.certificate).slice(0, 1)),
    ),
  ];
  let trusted = trustedOf(rows);
  await database.write(async (tx) => {
    for (const { id, certificate } of rows) await adoptCertificates(tx, id, firstCertificateIn(certificate).subject);
  });

  async function reload(): Promise<void> {
    if (options.config.ca) {
      const present = readGiven(options, options.config.ca);
      if (present.text !== given?.text) {
        const next = await activateGiven(options, present.authority);
        former.set(issuer.id, issuer);
        former.delete(next.id);
        issuer = next;
        given = present;
        log.info({ authority: issuer.certificate.subject }, 'A new issuing CA was given by file');
      }
    }
    rows = await authoritiesFor(database.read, 'CLIENT');
    const active = rows.find((row) => row.encryptedKey !== null);
    if (!given && active && active.id !== issuer.id) issuer = openRow(options, active);
    const next = trustedOf(rows);
    if (next.join() === trusted.join()) return;
    trusted = next;
    for (const listener of listeners) listener();
  }

  let running = Promise.resolve();
  const refresh = () => {
    running = running
      .then(reload)
      .catch((error) => log.error({ err: error }, 'The authorities could not be read anew'));
    return running;
  };
  const unsubscribe = database.onSignal((message) => {
    if (message === authoritiesChanged) void refresh();
  });

  return {
    get issuer() {
      return issuer;
    },
    server,
    get trusted() {
      return trusted;
    },
    signer(id) {
      if (id === issuer.id) return issuer;
      const row = rows.find((each) => each.id === id);
      return row?.encryptedKey ? openRow(options, row) : (former.get(id) ?? null);
    },
    get fromFiles() {
      return given ? [...former.values(), issuer] : [];
    },
    refresh,
    onTrusted: (listener) => void listeners.push(listener),
    async close() {
      unsubscribe();
      await running;
    },
  };
}

/** With the key from the database. @throws Error that says which variable to correct if it cannot be decrypted. */
function openRow(
  { masterKey }: AuthoritiesOptions,
  { id, purpose, certificate, encryptedKey }: AuthorityRow,
): KnownAuthority {
  if (encryptedKey === null) throw new Error(`the authority ${id} has no key in the database`);
  try {
    return { id, ...parseAuthority(certificate, masterKey.decrypt(encryptedKey, keyPurpose(id))) };
  } catch (error) {
    throw new Error(
      `The key of the ${authorityNames[purpose]} cannot be read; COMPASS_SECRET_KEY_FILE has to name the file it was made with (${messageOf(error)})`,
      { cause: error },
    );
  }
}

/** The last active one with a key of ours. The first id is fixed, so that of several starting instances one makes it. */
async function ownAuthority(options: AuthoritiesOptions, purpose: AuthorityPurpose): Promise<KnownAuthority> {
  const { config, database, masterKey, clock } = options;
  const present = async () => (await authoritiesFor(database.read, purpose)).find((row) => row.encryptedKey !== null);
  let row = await present();
  if (!row) {
    const id = `${purpose.toLowerCase()}-1`;
    const made = await generateAuthority(`${authorityNames[purpose]} 1`, config.caKeyAlgorithm, clock());
    const encryptedKey = masterKey.encrypt(made.key, keyPurpose(id));
    const at = { createdAt: clock(), activatedAt: clock() };
    await database.write(async (tx) => {
      await addAuthority(tx, { id, purpose, certificate: made.certificate, encryptedKey, ...at });
    });
    row = await present();
  }
  if (!row) throw new Error(`the ${authorityNames[purpose]} could not be made`);
  return openRow(options, row);
}

/** After a time with given files, the own authority is the active one again. */
async function activateOwn(options: AuthoritiesOptions): Promise<KnownAuthority> {
  const own = await ownAuthority(options, 'CLIENT');
  await activate(options, own.id);
  return own;
}

interface Given {
  text: string;
  authority: Authority;
}

/** Bring your own issuing CA. @throws Error with one line that names the files and the reason. */
function readGiven({ clock, log }: AuthoritiesOptions, files: { certFile: string; keyFile: string }): Given {
  const certificate = readNamed('COMPASS_CA_CERT_FILE', files.certFile);
  const key = readNamed('COMPASS_CA_KEY_FILE', files.keyFile);
  try {
    const authority = parseAuthority(certificate, key);
    assertMaySign(authority, clock());
    assertChain(authority);
    if (!maySignLists(authority.certificate)) {
      log.warn(
        { authority: authority.certificate.subject },
        'The key usage of the given CA has no cRLSign: no revocation list of it is published. Compass itself refuses what is revoked all the same',
      );
    }
    return { text: certificate + key, authority };
  } catch (error) {
    throw new Error(
      `COMPASS_CA_CERT_FILE (${files.certFile}) with COMPASS_CA_KEY_FILE (${files.keyFile}) cannot be used: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** Its certificate is recorded, so that what it issued stays trusted after the next change. */
async function activateGiven(options: AuthoritiesOptions, authority: Authority): Promise<KnownAuthority> {
  const { database, clock } = options;
  const id = `client-${sha256(new Uint8Array(authority.certificate.rawData)).slice(0, 16)}`;
  const certificate = authority.chain.join('');
  await database.write(async (tx) => {
    await addAuthority(tx, { id, purpose: 'CLIENT', certificate, encryptedKey: null, createdAt: clock() });
  });
  await activate(options, id);
  return { id, ...authority };
}

async function activate({ database, clock }: AuthoritiesOptions, id: string): Promise<void> {
  await database.write(async (tx) => {
    const [active] = await authoritiesFor(tx, 'CLIENT');
    if (active?.id !== id || active.activatedAt === 0)
      await activateAuthority(tx, id, Math.max(clock(), (active?.activatedAt ?? 0) + 1));
  });
}

export function readNamed(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${variable} (${file}) cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
