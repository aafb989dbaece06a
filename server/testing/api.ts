import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  validate,
} from 'graphql';
import pino from 'pino';
import { createBulkJobs } from '../bulk/jobs.ts';
import { createSightings } from '../connector/enrolment/sightings.ts';
import { createContacts } from '../contacts/contacts.ts';
import type { Database } from '../db/database.ts';
import { scenarios } from '../db/tables/landscape.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { createFetches } from '../director/fetches.ts';
import { createFeed } from '../events/feed.ts';
import { createRefusals } from '../events/refusals.ts';
import { createContext, type Platform } from '../graphql/context.ts';
import { createErrorMask } from '../graphql/errors.ts';
import { parseLeniently } from '../graphql/parser.ts';
import { createDirectorSchema } from '../graphql/schema.ts';
import { allScopes } from '../graphql/scopes.ts';
import { createOutgoing } from '../outgoing/outgoing.ts';
import { parseTarget } from '../outgoing/targets.ts';
import { type Clock, hour } from '../shared/clock.ts';
import type { Consumer } from '../shared/consumer.ts';
import { openMasterKey } from '../shared/masterKey.ts';
import type { Settings } from '../shared/settings.ts';
import { createOutbox } from '../webhooks/outbox.ts';
import { freshSqlite } from './databases.ts';
import { numbered } from './numbered.ts';
import { sharedSpecs } from './specs.ts';

export const testSettings: Settings = {
  version: 'test',
  defaultScenario: 'default',
  connectorURL: 'https://localhost:3443/connector/graphql',
  certificateSecuredConnectorURL: 'https://localhost:3444/connector/graphql',
  directorURL: 'https://localhost:3444/director/graphql',
  pairingAdapters: {},
  tokenURL: 'https://localhost:3443/oauth2/token',
  consoleURL: 'http://localhost:3000',
  staleAfterMs: 10 * 60 * 1000,
  caKeyAlgorithm: 'ecdsa-p256',
  serverCA: null,
};

/** Calls servers on this machine, too. */
export const localOutgoing = (clock: Clock) =>
  createOutgoing({ allowed: [parseTarget('127.0.0.1') ?? []].flat(), log: pino({ level: 'silent' }), clock });

export interface Api {
  platform: Platform;
  schema: GraphQLSchema;
  tenantId: string;
  /** All scopes in the test tenant; what most tests act as. */
  admin: Consumer;
  /** Moves the clock. */
  now: number;
  newTenant(externalId: string): Promise<string>;
  /** Runs an operation in process through parser, validation, scopes and error mask. */
  run<Data = Record<string, any>>(
    text: string,
    variables?: Record<string, unknown>,
    as?: Consumer,
  ): Promise<ExecutionResult<Data>>;
  /** As `run`, but fails the test on any error. */
  data<Data = Record<string, any>>(text: string, variables?: Record<string, unknown>, as?: Consumer): Promise<Data>;
  close(): Promise<void>;
}

/** Making it takes longer than most tests. */
const schema = createDirectorSchema();

type Judged = { document: DocumentNode } | { errors: readonly GraphQLError[] };

function judge(text: string): Judged {
  try {
    const document = parseLeniently(text);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
}

/** As the endpoint does, a text is parsed and validated once: tests send the same ones many times. */
const judged = new Map<string, Judged>();

function judgedOnce(text: string): Judged {
  const known = judged.get(text) ?? judge(text);
  if (judged.size >= 1000) judged.clear();
  judged.set(text, known);
  return known;
}

/** The Director over a fresh database, without HTTP. */
export async function createApi(open: () => Promise<Database> = freshSqlite): Promise<Api> {
  const database = await open();
  const keys = mkdtempSync(join(tmpdir(), 'compass-keys-'));
  const mask = createErrorMask(pino({ level: 'silent' }));
  const feed = createFeed(database);
  const sightings = createSightings({ clock: () => api.now });
  const contacts = createContacts({ database, feed, log: pino({ level: 'silent' }), sightings });
  const outgoing = localOutgoing(() => api.now);
  const fetches = createFetches({ log: pino({ level: 'silent' }) });
  const bulkJobs = createBulkJobs({ log: pino({ level: 'silent' }) });
  const onEntry = createOutbox({ newId: randomUUID, settings: testSettings });
  const platform: Platform = {
    database,
    clock: () => api.now,
    newId: randomUUID,
    settings: testSettings,
    feed,
    onEntry,
    contacts,
    sightings,
    refusals: createRefusals({ database, clock: () => api.now, newId: randomUUID, feed, onEntry }),
    outgoing,
    specs: sharedSpecs,
    fetches,
    bulkJobs,
    cipher: openMasterKey(join(keys, 'secret.key')),
    oneTimeTokens: { issue: async () => ({ token: 'not-a-real-token', expiresAt: api.now + hour }) },
  };
  const api: Api = {
    platform,
    schema,
    tenantId: '',
    admin: { type: 'USER', id: 'test-user', name: 'Test User', tenantId: '', scopes: allScopes },
    now: Date.parse('2026-11-19T14:32:00Z'),
    async newTenant(externalId) {
      const id = randomUUID();
      await database.write(async (tx) => {
        const at = api.now;
        await tx
          .insert(tenants)
          .values({ id, externalId, name: externalId, status: 'ACTIVE', connectionPolicy: 'EXCLUSIVE', createdAt: at });
        await tx.insert(scenarios).values({ id: randomUUID(), tenantId: id, name: 'default', createdAt: at });
      });
      return id;
    },
    async run(text, variableValues, as = api.admin) {
      const known = judgedOnce(text);
      if ('errors' in known) return { errors: known.errors };
      const { document } = known;
      // What seeds write past the API is not looked at.
      const contextValue = createContext({ ...platform, database: numbered(platform.database) }, as);
      const result = await execute({ schema, document, variableValues, contextValue });
      if (!result.errors) return result as never;
      return { ...result, errors: result.errors.map((error) => mask(error) as GraphQLError) } as never;
    },
    async data(text, variables, as) {
      const result = await api.run(text, variables, as);
      if (result.errors) throw new Error(result.errors.map((error) => error.message).join('; '));
      return result.data as never;
    },
    async close() {
      await bulkJobs.close();
      const fetched = fetches.close();
      await outgoing.close();
      await fetched;
      await sharedSpecs.close();
      await contacts.close();
      await database.close();
      rmSync(keys, { recursive: true });
    },
  };
  api.tenantId = await api.newTenant('default');
  api.admin = { ...api.admin, tenantId: api.tenantId };
  return api;
}
