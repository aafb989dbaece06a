import { randomUUID } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { Platform } from '../graphql/context.ts';
import type { Asking } from '../graphql/repeatedAnswers.ts';
import { anonymous } from '../shared/consumer.ts';
import { sha256 } from '../shared/ids.ts';
import type { Identity } from './connectorContext.ts';
import { type Client, clientByCertificate, clientBySpentToken, markConnected } from './identity.store.ts';
import { machineScopes } from './machineScopes.ts';
import { recordOf } from './operations.ts';
import { noteOtherTenant, noteRefusedCertificate, noteRefusedToken } from './refusedCredentials.ts';
import { findLiveToken, spendToken } from './tokens/token.store.ts';

interface Options {
  platform: Platform;
  log: Logger;
}

/** The token of a request: the header, else the query parameter (connector.md section 3). */
function tokenText(request: Request): string | null {
  const header = request.get('connector-token');
  if (header) return header;
  const { token } = request.query;
  return typeof token === 'string' && token !== '' ? token : null;
}

/**
 * Spends the token, whatever becomes of the request (connector.md 4.1). Null for any token that is not good. Does not wait
 * for the disk: whatever is given for it and does wait, is written after it.
 */
async function clientByToken(request: Request, { platform }: Options): Promise<Identity['token']> {
  const text = tokenText(request);
  if (text === null) return null;
  const { database, clock } = platform;
  const token = await findLiveToken(database.read, sha256(text), clock());
  if (!token) {
    await noteRefusedToken(sha256(text), addressOf(request), platform);
    return null;
  }
  return database.write(async (tx) => {
    const spent = await spendToken(tx, token, clock());
    if (!spent) return null;
    const client = await clientBySpentToken(tx, spent.hash);
    if (!client) return null;
    const after = { kind: spent.kind };
    if (spent.kind !== 'CSR') platform.sightings.begin(client.ownerId);
    await recordOf(tx, platform, { client, action: 'token.used', correlationId: randomUUID(), after });
    return { client, sha256: spent.hash };
  }, 'MEMORY');
}

const addressOf = ({ socket }: Request): string | null => socket.remoteAddress ?? null;

export const hasToken = (request: Request): boolean => tokenText(request) !== null;

/** By connection: the handshake shows one certificate, and no other follows (`connector.ts` allows no renegotiation). */
const presented = new WeakMap<TLSSocket, string>();

/** SHA-256 of the DER encoding of the certificate of this very connection. Headers that claim one are not looked at. */
function peerCertificate({ socket }: Request): string | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const known = presented.get(socket);
  if (known !== undefined) return known;
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return null;
  const hash = sha256(certificate.raw);
  presented.set(socket, hash);
  return hash;
}

async function clientOfConnection(request: Request, { platform, log }: Options): Promise<Identity['certificate']> {
  const hash = peerCertificate(request);
  if (hash === null) return null;
  const { database, clock, contacts } = platform;
  const client = await clientByCertificate(database.read, hash, clock());
  if (!client) {
    await noteRefusedCertificate(hash, addressOf(request), platform);
    return null;
  }
  contacts.certificateUsed(hash, clock());
  if (client.condition !== 'CONNECTED') {
    await noteConnected(client, platform).catch((error) => log.error({ err: error }, 'A status could not be written'));
  }
  return { client, sha256: hash };
}

/** Any authenticated request makes the status of its owner CONNECTED (director.md 10.3). */
export async function noteConnected(client: Client, platform: Platform): Promise<void> {
  await platform.database.write(async (tx) => {
    if (!(await markConnected(tx, client, platform.clock()))) return;
    await recordOf(tx, platform, {
      client,
      action: client.kind === 'RUNTIME' ? 'runtime.statusChanged' : 'application.statusChanged',
      correlationId: randomUUID(),
      before: { statusCondition: client.condition },
      after: { statusCondition: 'CONNECTED' },
    });
  });
}

/**
 * Resolves the credentials of one request, anew for every one: connections live long, revocation is at once. What cannot
 * be looked up is nobody (connector.md 4.2, step 4).
 */
export async function identify(request: Request, options: Options): Promise<Identity> {
  const or = <T>(lookup: Promise<T | null>) =>
    lookup.catch((error) => {
      options.log.error({ err: error }, 'A credential could not be looked up');
      return null;
    });
  return {
    token: await or(clientByToken(request, options)),
    certificate: await or(clientOfConnection(request, options)),
  };
}

/**
 * Who asks the Director over mTLS (connector.md 11.1). The tenant is the client's; a `Tenant` header has to agree. Anybody
 * else is anonymous: the Director answers that the scopes do not suffice.
 */
export async function askingMachine(request: Request, options: Options): Promise<Asking> {
  const { certificate } = await identify(request, options);
  const nobody = { consumer: anonymous, sequence: 0 };
  if (!certificate) return nobody;
  const { kind, ownerId, ownerName, tenantId, externalTenantId, sequence } = certificate.client;
  const asked = request.get('tenant');
  if (asked && asked !== externalTenantId) {
    noteOtherTenant(certificate.client, addressOf(request), options.platform);
    return nobody;
  }
  return { consumer: { type: kind, id: ownerId, name: ownerName, tenantId, scopes: machineScopes[kind] }, sequence };
}
