import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import { execute, parse, validate } from 'graphql';
import { createContext } from '../../server/graphql/context.ts';
import { createDirectorSchema } from '../../server/graphql/schema.ts';
import { allScopes } from '../../server/graphql/scopes.ts';
import type { Consumer } from '../../server/shared/consumer.ts';
import { freshSqlite } from '../../server/testing/databases.ts';
import { type defaultConfig, openGateways } from '../../server/testing/gateways.ts';
import { createLandscape } from '../../server/testing/landscape.ts';
import { type Exchange, withFaults } from './faults.ts';

/** A Compass with both gateways over real TLS, as agents meet it, and an administrator without HTTP. */
export interface TestCompass {
  /** PEM of the CA of its server certificate, and its SHA-256 with colons. */
  ca: { pem: string; fingerprint: string };
  connectorUrl: string;
  mtlsConnectorUrl: string;
  /** Milliseconds the server's clock is ahead of the real one; handshakes live by the real one. */
  setAhead(ms: number): void;
  /** Decides for each request what becomes of it. */
  faultFor: (exchange: Exchange) => Exchange['fault'];
  /** Told of each request once it is over. */
  onExchange: (exchange: Exchange) => void;
  /** Runs an operation as an administrator. @throws Error with the messages of the answer. */
  admin(text: string, variables?: Record<string, unknown>): Promise<Record<string, any>>;
  registerRuntime(name: string, scenario?: string): Promise<string>;
  registerApplication(name: string, more?: object): Promise<string>;
  tokenFor(runtimeId: string): Promise<string>;
  /** `data` of the Config Map for a Runtime. */
  parametersFor(runtimeId: string, more?: Record<string, string>): Promise<Record<string, string>>;
  /** Serials of the certificates of a Runtime that are neither revoked nor expired. */
  serialsOf(runtimeId: string): Promise<string[]>;
  revokeAll(runtimeId: string): Promise<void>;
  /** Ends every connection and listens no more, until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const campaign = 'campaign';

/** @param ahead milliseconds the server's clock is ahead from the beginning: its CA is as old as that. A `publicHost` is in all addresses. */
export async function startCompass(overrides: Partial<typeof defaultConfig> = {}, ahead = 0): Promise<TestCompass> {
  const schema = createDirectorSchema();
  const gateways = await openGateways(overrides, freshSqlite, schema, ahead);
  const { platform, connector } = gateways;
  const machine = await gateways.addMachine('RUNTIME', 'unused');
  const { tenantId } = machine;
  await createLandscape(gateways.database, { tenantId, scenarios: ['default', campaign] });
  const administrator: Consumer = {
    type: 'USER',
    id: 'test-user',
    name: 'Test User',
    tenantId,
    scopes: allScopes,
  };
  const apps = { gateway: connector.gatewayApp(platform, Router()), mtls: connector.mtlsApp(platform, { schema }) };
  const servers: Partial<Record<keyof typeof apps, Server>> = {};
  const ports = { gateway: 0, mtls: 0 };
  const host = overrides.publicHost ?? '127.0.0.1';

  const compass: TestCompass = {
    ca: connector.serverCA as { pem: string; fingerprint: string },
    connectorUrl: '',
    mtlsConnectorUrl: '',
    setAhead(ms) {
      gateways.ahead = ms;
    },
    faultFor: () => null,
    onExchange: () => {},
    async admin(text, variableValues = {}) {
      const document = parse(text);
      const problems = validate(schema, document);
      const { data, errors = problems } =
        problems.length > 0
          ? { data: null }
          : await execute({ schema, document, variableValues, contextValue: createContext(platform, administrator) });
      if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
      return data as Record<string, any>;
    },
    async registerRuntime(name, scenario = campaign) {
      const query = 'mutation($in: RuntimeInput!) { registerRuntime(in: $in) { id } }';
      return (await compass.admin(query, { in: { name, labels: { scenarios: [scenario] } } }))['registerRuntime'].id;
    },
    async registerApplication(name, more = {}) {
      const query = 'mutation($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }';
      const input = { name, labels: { scenarios: [campaign] }, ...more };
      return (await compass.admin(query, { in: input }))['registerApplication'].id;
    },
    async tokenFor(runtimeId) {
      const query = 'mutation($id: ID!) { requestOneTimeTokenForRuntime(id: $id) { token } }';
      return (await compass.admin(query, { id: runtimeId }))['requestOneTimeTokenForRuntime'].token;
    },
    async parametersFor(runtimeId, more = { CA_FINGERPRINT: compass.ca.fingerprint }) {
      const token = await compass.tokenFor(runtimeId);
      return { CONNECTOR_URL: compass.connectorUrl, RUNTIME_ID: runtimeId, TENANT: 'default', TOKEN: token, ...more };
    },
    async serialsOf(runtimeId) {
      const query = 'query($id: ID!) { certificates(ownerID: $id) { data { serial state } } }';
      const { data } = (await compass.admin(query, { id: runtimeId }))['certificates'];
      return data
        .filter(({ state }: { state: string }) => state !== 'REVOKED' && state !== 'EXPIRED')
        .map(({ serial }: { serial: string }) => serial);
    },
    async revokeAll(runtimeId) {
      const query = 'mutation($serials: [String!]!) { revokeCertificates(serials: $serials) { serial } }';
      const serials = await compass.serialsOf(runtimeId);
      if (serials.length > 0) await compass.admin(query, { serials });
    },
    async stop() {
      for (const server of Object.values(servers)) {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }
    },
    async start() {
      for (const name of ['gateway', 'mtls'] as const) {
        const server = createServer(connector.tls[name], withFaults(name, apps[name], compass));
        server.keepAliveTimeout = connector.keepAliveTimeoutMs;
        servers[name] = server;
        await new Promise<void>((resolve) => server.listen(ports[name], '127.0.0.1', resolve));
        ports[name] = (server.address() as AddressInfo).port;
      }
      compass.connectorUrl = `https://${host}:${ports.gateway}/connector/graphql`;
      compass.mtlsConnectorUrl = `https://${host}:${ports.mtls}/connector/graphql`;
      Object.assign(platform.settings, {
        connectorURL: compass.connectorUrl,
        certificateSecuredConnectorURL: compass.mtlsConnectorUrl,
        directorURL: `https://${host}:${ports.mtls}/director/graphql`,
      });
    },
    async close() {
      await compass.stop();
      await gateways.close();
    },
  };
  await compass.start();
  return compass;
}
