import { constants } from 'node:crypto';
import type { TlsOptions } from 'node:tls';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { Platform } from '../graphql/context.ts';
import type { Clock } from '../shared/clock.ts';
import type { MasterKey } from '../shared/masterKey.ts';
import { openAuthorities } from './authorities/authorities.ts';
import { createRevocationLists } from './authorities/crl.ts';
import { keepAuthorities } from './authorities/rotation.ts';
import { openServerIdentity } from './authorities/serverIdentity.ts';
import { createConnectorSchema } from './connector.resolvers.ts';
import { createGatewayApp, createMtlsApp, type DirectorEndpoint } from './listeners.ts';
import { createOneTimeTokens, type OneTimeTokens } from './tokens/oneTimeTokens.ts';
import { startSweep } from './tokens/sweep.ts';
import { startUpkeep } from './upkeep.ts';

export interface ConnectorOptions {
  config: Pick<
    Config,
    | 'dataDir'
    | 'publicHost'
    | 'gatewayUrl'
    | 'mtlsUrl'
    | 'tls'
    | 'ca'
    | 'caKeyAlgorithm'
    | 'certificateValidityMs'
    | 'tokenTtlMs'
    | 'csrSubject'
  >;
  database: Database;
  masterKey: MasterKey;
  clock: Clock;
  log: Logger;
}

/** What app.ts composes: made before the platform, because settings and tokens come from here. */
export interface Connector {
  /** For `Settings.serverCA`; null if the server certificate was given by file. */
  serverCA: { pem: string; fingerprint: string } | null;
  /** For `Platform.oneTimeTokens`. */
  oneTimeTokens: OneTimeTokens;
  /** Options of `https.createServer` for the two listeners, as they are now. */
  readonly tls: { gateway: TlsOptions; mtls: TlsOptions };
  /** Called when `tls` has changed while the server runs: another authority, or another server certificate. */
  onTls(listener: () => void): void;
  /** What is done every minute: see `startUpkeep`. */
  upkeep(): Promise<void>;
  /** How long the listeners keep idle connections: longer than the agents' 90 s, so that no request meets a closing one. */
  keepAliveTimeoutMs: number;
  /** What anybody may fetch at console and gateway: revocation lists. */
  publicRoutes: RequestHandler;
  /** `/connector/graphql` for one-time tokens, `publicRoutes` and `routes`. */
  gatewayApp(platform: Platform, routes: RequestHandler): Express;
  /** `/connector/graphql` and `/director/graphql` for client certificates. */
  mtlsApp(platform: Platform, director: DirectorEndpoint): Express;
  /** Stops the sweep of spent and expired tokens, and the upkeep. */
  close(): Promise<void>;
}

/**
 * Opens the authorities, making them at first start, and the server's own certificate.
 * @throws Error with one line that names the file or variable to correct.
 */
export async function createConnector(options: ConnectorOptions): Promise<Connector> {
  const { config, database, clock, log } = options;
  const authorities = await openAuthorities(options);
  let server = await openServerIdentity({ ...options, authorities });
  const oneTimeTokens = createOneTimeTokens({ ttlMs: config.tokenTtlMs, clock });
  const schema = createConnectorSchema();
  const sweep = startSweep({ database, clock, log });
  const lists = createRevocationLists({ database, authorities, clock });
  const shared = { log, schema, config, authorities };
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  authorities.onTrusted(changed);
  const upkeep = startUpkeep({
    log,
    tasks: {
      authorities: () => authorities.refresh(),
      'revocation lists': () => lists.keep(),
      'former authorities': () => keepAuthorities(options),
      async 'server certificate'() {
        const present = await openServerIdentity({ ...options, authorities }, server);
        if (present === server) return;
        server = present;
        log.info('The server certificate was replaced');
        changed();
      },
    },
  });

  return {
    serverCA: server.ca,
    oneTimeTokens,
    get tls() {
      return {
        gateway: { ...server.tls },
        mtls: {
          ...server.tls,
          requestCert: true,
          rejectUnauthorized: true,
          // A connection keeps the certificate it began with.
          secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
          ca: authorities.trusted,
          allowPartialTrustChain: true,
        },
      };
    },
    onTls: (listener) => void listeners.push(listener),
    upkeep: () => upkeep.run(),
    keepAliveTimeoutMs: 120_000,
    publicRoutes: lists.route,
    gatewayApp: (platform, routes) => createGatewayApp({ ...shared, platform, routes: [lists.route, routes] }),
    mtlsApp: (platform, director) => createMtlsApp({ ...shared, platform, director }),
    async close() {
      await Promise.all([sweep.stop(), upkeep.stop()]);
      await authorities.close();
    },
  };
}
