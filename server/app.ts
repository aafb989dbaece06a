import type { Logger } from 'pino';
import packageJson from '../package.json' with { type: 'json' };
import { createAuth } from './access/auth.ts';
import { createConsoleCallers } from './access/consumer.ts';
import { createFirstStart } from './access/firstStart.ts';
import { createBulkJobs } from './bulk/jobs.ts';
import type { Config } from './config.ts';
import { calendarRoute } from './connector/calendar/calendar.routes.ts';
import { revokeReplaced } from './connector/certificates/askedRevocation.ts';
import { certificateFigures } from './connector/certificates/notice.store.ts';
import { noticeStates } from './connector/certificates/notice.ts';
import { createConnector } from './connector/connector.ts';
import { createSightings, tlsRefusal, tlsSighting } from './connector/enrolment/sightings.ts';
import { noticeExpiredTokens } from './connector/tokens/noticeExpired.ts';
import { startUpkeep, type Upkeep } from './connector/upkeep.ts';
import { createContacts } from './contacts/contacts.ts';
import type { Database } from './db/database.ts';
import { createFetches, resumeFetches } from './director/fetches.ts';
import { createFeed } from './events/feed.ts';
import { createRefusals } from './events/refusals.ts';
import type { Platform } from './graphql/context.ts';
import { createDirectorSchema } from './graphql/schema.ts';
import { createConsoleApp } from './http/consoleApp.ts';
import { createEventStreams } from './http/eventStreams.ts';
import { createGatewayApp } from './http/gatewayApp.ts';
import { type Listener, openListener } from './http/listener.ts';
import { createMetrics } from './http/metrics.ts';
import { webRoot } from './http/spa.ts';
import { openOAuth } from './oauth/oauth.ts';
import { createOutgoing } from './outgoing/outgoing.ts';
import { type Clock, second } from './shared/clock.ts';
import type { NewId } from './shared/ids.ts';
import { openMasterKey } from './shared/masterKey.ts';
import type { Settings } from './shared/settings.ts';
import { createSpecs } from './specs/specs.ts';
import { type Deliverer, startDeliverer } from './webhooks/deliverer.ts';
import { outboxSize } from './webhooks/delivery.store.ts';
import { createOutbox } from './webhooks/outbox.ts';

export interface AppOptions {
  config: Config;
  database: Database;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** Public addresses, without a trailing slash. */
export interface Urls {
  console: string;
  gateway: string;
  mtls: string;
}

export interface App {
  platform: Platform;
  /** Opens the three listeners. @throws Error with one clear line if one cannot be opened. */
  listen(): Promise<Urls>;
  /** Replaces the one-time link for the first administrator; null once there is one. Call after `listen`. */
  newSetupLink(): Promise<string | null>;
  /** Stops accepting, ends live streams, lets requests under way finish (10 s), writes contacts, closes the database. */
  close(): Promise<void>;
}

const drainMs = 10 * second;

/** The composition root: main.ts and the tests both use it. Takes the database over and closes it. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, database, clock, newId, log } = options;
  const masterKey = openMasterKey(config.secretKeyFile);
  const connector = await createConnector({ config, database, masterKey, clock, log });
  const feed = createFeed(database);
  const sightings = createSightings({ clock });
  const contacts = createContacts({ database, feed, log, sightings });
  const outgoing = createOutgoing({ allowed: config.allowedTargets, log, clock });
  const specs = createSpecs();
  const fetches = createFetches({ log });
  const bulkJobs = createBulkJobs({ log });
  // The addresses are filled in by `listen`, because port 0 is known only then.
  const settings: Settings = {
    version: packageJson.version,
    defaultScenario: config.defaultScenario,
    connectorURL: '',
    certificateSecuredConnectorURL: '',
    directorURL: '',
    tokenURL: '',
    pairingAdapters: config.pairingAdapters,
    consoleURL: '',
    staleAfterMs: config.staleAfterMs,
    caKeyAlgorithm: config.caKeyAlgorithm,
    serverCA: connector.serverCA,
  };
  const onEntry = createOutbox({ newId, settings });
  const refusals = createRefusals({ database, clock, newId, feed, onEntry });
  const { oneTimeTokens } = connector;
  const platform: Platform = {
    database,
    clock,
    newId,
    settings,
    feed,
    onEntry,
    oneTimeTokens,
    cipher: masterKey,
    contacts,
    sightings,
    refusals,
    outgoing,
    specs,
    fetches,
    bulkJobs,
  };

  const firstStart = createFirstStart({ database, clock, newId, feed, onEntry });
  await firstStart.makeDefaultTenant(config.defaultScenario);
  if (config.admin) await firstStart.makeAdministrator(config.admin);

  const publicOrigin = config.consoleUrl === null ? null : new URL(config.consoleUrl).origin;
  const secure = publicOrigin?.startsWith('https:') ?? false;
  const auth = createAuth({ database, clock, newId, log, secret: masterKey.derive('session cookies'), secure });
  const callers = createConsoleCallers({ auth, database, clock, adminToken: config.adminToken });
  const eventStreams = createEventStreams();
  const metrics = createMetrics(
    eventStreams.count,
    () => outboxSize(database.read),
    async () => ({ ...(await certificateFigures(database.read, clock())), now: clock() }),
  );
  const schema = createDirectorSchema();
  const director = { schema, plugins: [metrics.plugin], onRepeat: metrics.countRepeated };

  const consoleParts = {
    platform,
    schema,
    log,
    auth,
    firstStart,
    callers,
    metrics,
    eventStreams,
    publicRoutes: [connector.publicRoutes, calendarRoute(platform)],
    publicOrigin,
    webRoot,
  };
  const consoleApp = createConsoleApp(consoleParts);
  const issuer = config.gatewayUrl ?? `https://${config.publicHost}`;
  const oauth = openOAuth({ platform, log, director, provider: { cipher: masterKey, issuer } });
  const gateway = createGatewayApp({
    name: 'gateway',
    endpoints: connector.gatewayApp(platform, oauth.routes),
    log,
    metrics,
  });
  const mtls = createGatewayApp({ name: 'mtls', endpoints: connector.mtlsApp(platform, director), log, metrics });

  const listeners: Listener[] = [];
  let deliverer: Deliverer | undefined;
  let certificateWatch: Upkeep | undefined;
  const { host } = config;
  const { keepAliveTimeoutMs } = connector;
  const onTlsFailure = (code: string) => {
    sightings.see(tlsSighting(code));
    const reason = tlsRefusal(code);
    if (reason !== null) {
      refusals.note({ action: 'connection.refused', tenantId: null, objects: [], reason, from: null });
    }
  };

  async function open(...parameters: Parameters<typeof openListener>): Promise<Listener> {
    const listener = await openListener(...parameters);
    listeners.push(listener);
    return listener;
  }

  return {
    platform,
    async listen() {
      const gatewayListener = await open(gateway, {
        host,
        port: config.gatewayPort,
        variable: 'COMPASS_GATEWAY_PORT',
        tls: connector.tls.gateway,
        keepAliveTimeoutMs,
        onTlsFailure,
      });
      const mtlsListener = await open(mtls, {
        host,
        port: config.mtlsPort,
        variable: 'COMPASS_MTLS_PORT',
        tls: connector.tls.mtls,
        keepAliveTimeoutMs,
        onTlsFailure,
      });
      const consoleListener = await open(consoleApp, {
        host,
        port: config.consolePort,
        variable: 'COMPASS_CONSOLE_PORT',
      });
      connector.onTls(() => {
        gatewayListener.setTls(connector.tls.gateway);
        mtlsListener.setTls(connector.tls.mtls);
      });
      const urls = {
        console: config.consoleUrl ?? `http://${config.publicHost}:${consoleListener.port}`,
        gateway: config.gatewayUrl ?? `https://${config.publicHost}:${gatewayListener.port}`,
        mtls: config.mtlsUrl ?? `https://${config.publicHost}:${mtlsListener.port}`,
      };
      settings.consoleURL = urls.console;
      settings.connectorURL = `${urls.gateway}/connector/graphql`;
      settings.certificateSecuredConnectorURL = `${urls.mtls}/connector/graphql`;
      settings.tokenURL = `${urls.gateway}/oauth2/token`;
      settings.directorURL = `${urls.mtls}/director/graphql`;
      deliverer = startDeliverer({
        database,
        clock,
        random: Math.random,
        newId,
        cipher: masterKey,
        outgoing,
        log,
        counted: metrics.countDelivery,
      });
      certificateWatch = startUpkeep({
        log,
        tasks: {
          'certificates by time': async () => void (await noticeStates(platform)),
          'revocations that waited': async () => void (await revokeReplaced(platform)),
          'tokens that expired': () => noticeExpiredTokens(platform),
          refusals: () => refusals.flush(),
        },
      });
      void resumeFetches(platform, log);
      return urls;
    },
    async newSetupLink() {
      const secret = await firstStart.newSetupSecret();
      return secret === null ? null : `${settings.consoleURL}/setup?token=${secret}`;
    },
    async close() {
      const closing = listeners.splice(0).map((listener) => listener.close(drainMs));
      eventStreams.end();
      await Promise.all([...closing, deliverer?.stop(), certificateWatch?.stop()]);
      await refusals.flush().catch((error) => log.error({ err: error }, 'Refusals could not be entered in the log'));
      await bulkJobs.close();
      const fetched = fetches.close();
      await outgoing.close();
      await fetched;
      await specs.close();
      await oauth.close();
      await connector.close();
      await contacts.close();
      await database.close();
    },
  };
}
