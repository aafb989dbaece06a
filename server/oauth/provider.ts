import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type Adapter, type Configuration, errors, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import { machineScopes } from '../connector/machineScopes.ts';
import type { Database } from '../db/database.ts';
import { type Clock, hour, second } from '../shared/clock.ts';
import { sha256 } from '../shared/ids.ts';
import type { MasterKey } from '../shared/masterKey.ts';
import { addAccessToken } from './accessToken.store.ts';
import { findSecret } from './client.store.ts';
import { unsealSecret } from './clientSecret.ts';
import { createFailureLimit } from './failureLimit.ts';
import { tokenPath } from './tokenPath.ts';

const lifetimeMs = hour;

export interface ProviderOptions {
  database: Database;
  cipher: Pick<MasterKey, 'encrypt' | 'decrypt'>;
  clock: Clock;
  log: Logger;
  /** Address of the gateway, shown in `WWW-Authenticate` only. */
  issuer: string;
}

const off = { enabled: false } as const;

const everyScope = [...new Set(Object.values(machineScopes).flatMap((scopes) => [...scopes]))];

/** What does not belong to the client credentials grant stays off; only the token path is routed here anyway. */
const grantOnly = {
  scopes: everyScope,
  responseTypes: [],
  clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
  // Nothing is ever signed. The library wants an algorithm for ID tokens none the less: one that needs no key of ours.
  jwks: { keys: [] },
  enabledJWA: { idTokenSigningAlgValues: ['HS256'] },
  clientDefaults: { grant_types: ['client_credentials'], response_types: [], id_token_signed_response_alg: 'HS256' },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: off,
    dPoP: off,
    introspection: off,
    pushedAuthorizationRequests: off,
    registration: off,
    requestObjects: off,
    resourceIndicators: off,
    revocation: off,
    rpInitiatedLogout: off,
    userinfo: off,
  },
  formats: { bitsOfOpaqueRandomness: 256 },
  routes: { token: tokenPath },
  ttl: { ClientCredentials: lifetimeMs / second },
  // Who has the secret may ask from anywhere; there are no cookies that a foreign page could use.
  clientBasedCORS: () => true,
  renderError(ctx, out) {
    ctx.type = 'json';
    ctx.body = out;
  },
  /** Runs before a token is stored: the library drops scopes it does not know, where RFC 6749 5.2 has an error. */
  extraTokenClaims(ctx, token) {
    const { scope } = (ctx.oidc.body ?? {}) as { scope?: string };
    const granted = new Set(token.scope?.split(' '));
    const foreign = scope ? scope.split(' ').find((each) => !granted.has(each)) : undefined;
    if (foreign !== undefined) throw new errors.InvalidScope('requested scope is not allowed', foreign);
    return undefined;
  },
} satisfies Configuration;

/** `client_id` in a request to the address, for counting failures. */
const keyOf = ({ socket }: IncomingMessage, clientId: string) => `${socket.remoteAddress} ${clientId}`;

function tooManyFailures(ctx: KoaContextWithOIDC, pausedMs: number): Error {
  const seconds = Math.ceil(pausedMs / second);
  ctx.set('Retry-After', String(seconds));
  const error = new errors.OIDCProviderError(429, 'invalid_client');
  error.error_description = `too many wrong secrets; try again in ${seconds} s`;
  return error;
}

/**
 * An OAuth2 authorization server with the client credentials grant alone (RFC 6749 4.4): opaque tokens, of which the database
 * keeps the hash, so that any instance knows them and each request can ask whether their client is still there.
 */
export function createProvider({ database, cipher, clock, log, issuer }: ProviderOptions): Provider {
  const limit = createFailureLimit(clock);

  async function clientMetadata(id: string) {
    const ctx = Provider.ctx;
    const pausedMs = ctx ? limit.pausedMs(keyOf(ctx.req, id)) : 0;
    if (ctx && pausedMs > 0) throw tooManyFailures(ctx, pausedMs);
    const client = await findSecret(database.read, id);
    if (!client) return undefined;
    return {
      client_id: id,
      client_secret: unsealSecret(cipher, id, client.sealedSecret),
      scope: [...machineScopes[client.kind]].join(' '),
      redirect_uris: [],
    };
  }

  const unused = async () => undefined;
  const adapter = (model: string): Adapter => ({
    find: model === 'Client' ? clientMetadata : unused,
    async upsert(token, { clientId, scope = '' }, expiresIn) {
      if (model !== 'ClientCredentials' || clientId === undefined || expiresIn === undefined) {
        throw new Error(`${model} is not kept`);
      }
      const createdAt = clock();
      const expiresAt = createdAt + expiresIn * second;
      await database.write((tx) => addAccessToken(tx, { hash: sha256(token), clientId, scope, createdAt, expiresAt }));
    },
    findByUserCode: unused,
    findByUid: unused,
    consume: unused,
    destroy: unused,
    revokeByGrantId: unused,
  });

  const provider = new Provider(issuer, { ...grantOnly, adapter });
  provider.on('grant.success', ({ req, oidc }) => limit.succeeded(keyOf(req, oidc.client?.clientId ?? '')));
  provider.on('grant.error', ({ req, oidc }, error) => {
    if (!(error instanceof errors.InvalidClientAuth) || !oidc.client) return;
    const { clientId } = oidc.client;
    limit.failed(keyOf(req, clientId));
    log.warn({ clientId, remoteAddress: req.socket.remoteAddress }, 'A client did not prove who it is');
  });
  const failed = (error: unknown) => log.error({ err: error }, 'A token could not be issued');
  provider.on('server_error', (_ctx, error) => failed(error));
  // What the library does not turn into an answer; without a listener it would go to the console.
  (provider satisfies EventEmitter as EventEmitter).on('error', failed);
  return provider;
}
