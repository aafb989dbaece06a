import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as httpsRequest, type RequestOptions, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import pino from 'pino';
import { createBulkJobs } from '../bulk/jobs.ts';
import { type Connector, type ConnectorOptions, createConnector } from '../connector/connector.ts';
import { createSightings } from '../connector/enrolment/sightings.ts';
import { createContacts } from '../contacts/contacts.ts';
import type { Database } from '../db/database.ts';
import { applications, type ObjectKind, runtimes, systemAuths } from '../db/tables/director.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { createFetches } from '../director/fetches.ts';
import { createFeed } from '../events/feed.ts';
import { createRefusals } from '../events/refusals.ts';
import type { Platform } from '../graphql/context.ts';
import { enforceScopes } from '../graphql/scopes.ts';
import { ChainServer } from '../http/listener.ts';
import { openOAuth } from '../oauth/oauth.ts';
import { day, minute } from '../shared/clock.ts';
import type { Consumer } from '../shared/consumer.ts';
import { openMasterKey } from '../shared/masterKey.ts';
import { localOutgoing, testSettings } from './api.ts';
import { freshSqlite } from './databases.ts';
import { sharedSpecs } from './specs.ts';

/** The answer of a gateway to one request. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The body as JSON. */
  body: any;
  sessionReused: boolean;
}

export interface Machine {
  kind: ObjectKind;
  ownerId: string;
  clientId: string;
  tenantId: string;
}

/** A client certificate as a caller presents it. */
export interface Credentials {
  cert: string;
  key: string;
}

type Sent = Partial<Pick<RequestOptions, 'method' | 'headers' | 'agent'>> & {
  path?: string;
  credentials?: Credentials | null;
  body?: string;
};

export interface Gateways {
  database: Database;
  platform: Platform;
  connector: Connector;
  /** Milliseconds the server's clock is ahead of the real one; the handshake lives by the real one. */
  ahead: number;
  /** Every line the server has logged. */
  logged: string[];
  /** Both ports, for what `send` cannot do. */
  ports: { gateway: number; mtls: number };
  addTenant(externalId: string): Promise<string>;
  addMachine(kind: ObjectKind, name: string, tenantId?: string): Promise<Machine>;
  tokenFor(machine: Machine): Promise<string>;
  /** One HTTP request; on the mTLS gateway if credentials are given. */
  send(sent: Sent): Promise<Answer>;
  /** Posts a GraphQL text to the Connector. */
  connect(query: string, sent?: Sent & { token?: string }): Promise<Answer>;
  close(): Promise<void>;
}

export const defaultConfig: ConnectorOptions['config'] = {
  dataDir: '',
  publicHost: 'localhost',
  gatewayUrl: null,
  mtlsUrl: null,
  tls: null,
  ca: null,
  caKeyAlgorithm: 'ecdsa-p256',
  certificateValidityMs: 90 * day,
  tokenTtlMs: { RUNTIME: 60 * minute, APPLICATION: 5 * minute, CSR: 5 * minute },
  csrSubject: { O: 'Org', OU: 'OrgUnit', L: 'locality', ST: 'province', C: 'DE' },
};

/** Stands in for the Director: says who asks, behind the scopes of `runtime` and `application`. */
const directorProbe = () => {
  const schema = createSchema({
    typeDefs: `
      directive @hasScopes(path: String!) on FIELD_DEFINITION
      type Query {
        asRuntime: String! @hasScopes(path: "graphql.query.runtime")
        asApplication: String! @hasScopes(path: "graphql.mutation.registerApplication")
      }`,
    resolvers: {
      Query: {
        asRuntime: (_parent, _args, { consumer }: { consumer: Consumer }) => asText(consumer),
        asApplication: (_parent, _args, { consumer }: { consumer: Consumer }) => asText(consumer),
      },
    },
  });
  enforceScopes(schema);
  return schema;
};

const asText = ({ type, id, name, tenantId }: Consumer) => JSON.stringify({ type, id, name, tenantId });

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/**
 * Both gateways with real TLS over a fresh database and data folder. Behind mTLS answers a probe, unless the Director's own
 * schema is given.
 */
export async function openGateways(
  overrides: Partial<ConnectorOptions['config']> = {},
  open: () => Promise<Database> = freshSqlite,
  director: GraphQLSchema = directorProbe(),
  ahead = 0,
): Promise<Gateways> {
  const database = await open();
  const dataDir = mkdtempSync(join(tmpdir(), 'compass-gateways-'));
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const clock = () => Date.now() + gateways.ahead;
  const feed = createFeed(database);
  const sightings = createSightings({ clock });
  const contacts = createContacts({ database, feed, log, sightings });
  const gateways = { ahead } as Gateways;
  const masterKey = openMasterKey(join(dataDir, 'secret.key'));
  const connector = await createConnector({
    config: { ...defaultConfig, dataDir, ...overrides },
    database,
    masterKey,
    clock,
    log,
  });
  const settings = { ...testSettings, serverCA: connector.serverCA };
  const { oneTimeTokens } = connector;
  const outgoing = localOutgoing(clock);
  const fetches = createFetches({ log });
  const bulkJobs = createBulkJobs({ log });
  const common = {
    database,
    clock,
    newId: randomUUID,
    settings,
    feed,
    contacts,
    sightings,
    outgoing,
    specs: sharedSpecs,
    fetches,
    bulkJobs,
  };
  const onEntry = async () => undefined;
  const refusals = createRefusals({ ...common, onEntry });
  const platform: Platform = { ...common, refusals, onEntry, oneTimeTokens, cipher: masterKey };
  const provider = { cipher: masterKey, issuer: 'https://localhost' };
  const oauth = openOAuth({ platform, log, director: { schema: director }, provider });
  const gateway = new ChainServer(connector.tls.gateway, connector.gatewayApp(platform, oauth.routes));
  const mtls = new ChainServer(connector.tls.mtls, connector.mtlsApp(platform, { schema: director }));
  connector.onTls(() => {
    gateway.setSecureContext(connector.tls.gateway);
    mtls.setSecureContext(connector.tls.mtls);
  });
  const ports = { gateway: await listen(gateway), mtls: await listen(mtls) };

  async function addTenant(externalId: string): Promise<string> {
    const id = randomUUID();
    await database.write(async (tx) => {
      await tx
        .insert(tenants)
        .values({ id, externalId, status: 'ACTIVE', connectionPolicy: 'EXCLUSIVE', createdAt: clock() });
    });
    return id;
  }
  const home = await addTenant('default');

  function send({ credentials, body, path = '/connector/graphql', ...sent }: Sent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options: RequestOptions = {
        host: 'localhost',
        family: 4,
        port: credentials === undefined ? ports.gateway : ports.mtls,
        ca: connector.serverCA?.pem,
        method: 'POST',
        path,
        agent: false,
        ...credentials,
        ...sent,
        headers: { 'content-type': 'application/json', ...sent.headers },
      };
      const outgoing = httpsRequest(options, (incoming) => {
        const sessionReused = (incoming.socket as import('node:tls').TLSSocket).isSessionReused();
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = String(incoming.headers['content-type']).includes('json') && text !== '';
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text,
            body: isJson ? JSON.parse(text) : null,
            sessionReused,
          });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  Object.assign(gateways, {
    database,
    platform,
    connector,
    logged,
    ports,
    addTenant,
    async addMachine(kind: ObjectKind, name: string, tenantId = home) {
      const machine: Machine = { kind, ownerId: randomUUID(), clientId: randomUUID(), tenantId };
      const at = clock();
      const owner = { tenantId, name, statusCondition: 'INITIAL', statusAt: at, createdAt: at, updatedAt: at } as const;
      await database.write(async (tx) => {
        await tx.insert(kind === 'RUNTIME' ? runtimes : applications).values({ id: machine.ownerId, ...owner });
        await tx
          .insert(systemAuths)
          .values({ id: machine.clientId, tenantId, ownerKind: kind, ownerId: machine.ownerId, createdAt: at });
      });
      return machine;
    },
    async tokenFor({ kind, clientId, tenantId }: Machine) {
      const issued = await database.write((tx) =>
        oneTimeTokens.issue(tx, { tenantId, clientId, kind, createdBy: 'test' }),
      );
      return issued.token;
    },
    send,
    connect(query: string, { token, ...sent }: Sent & { token?: string } = {}) {
      const headers = { ...sent.headers, ...(token === undefined ? {} : { 'connector-token': token }) };
      return send({ ...sent, headers, body: JSON.stringify({ query, variables: null }) });
    },
    async close() {
      for (const server of [gateway, mtls]) {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }
      await oauth.close();
      await connector.close();
      await bulkJobs.close();
      const fetched = fetches.close();
      await outgoing.close();
      await fetched;
      await sharedSpecs.close();
      await contacts.close();
      await database.close();
      rmSync(dataDir, { recursive: true });
    },
  } satisfies Omit<Gateways, 'ahead'>);
  return gateways;
}

/** Keeps one connection and its TLS session, as Go's pooled transport does. */
export const keptAlive = (version?: 'TLSv1.2' | 'TLSv1.3') =>
  new Agent({ keepAlive: true, maxSockets: 1, ...(version && { minVersion: version, maxVersion: version }) });
