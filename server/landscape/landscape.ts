import { certificateState } from '../../landscape/certificateState.ts';
import {
  certificateFactsOfRuntimes,
  certificateFactsOfTenant,
} from '../connector/certificates/runtimeCertificates.store.ts';
import { connectionStateOf, lastContactOf } from '../connector/certificates/runtimeStatus.ts';
import { thresholdsOf } from '../connector/certificates/thresholds.store.ts';
import type { Read } from '../db/database.ts';
import type { Landscape } from '../graphql/director.generated.ts';
import type { Clock } from '../shared/clock.ts';
import type { Settings } from '../shared/settings.ts';
import { readTenant } from './facts.store.ts';
import {
  applicationRows,
  connectionRows,
  membershipsByObject,
  type Only,
  runtimeRows,
  scenarioRows,
  tokenExpiries,
  unenforcedCounts,
} from './landscape.store.ts';

export interface LandscapeEnv {
  clock: Clock;
  settings: Pick<Settings, 'defaultScenario' | 'staleAfterMs'>;
}

export type LandscapeObjects = Pick<Landscape, 'scenarios' | 'applications' | 'runtimes' | 'connections'>;

/** What changes with activity entries only. */
export interface LastingRows {
  memberships: Awaited<ReturnType<typeof membershipsByObject>>;
  applications: Awaited<ReturnType<typeof applicationRows>>;
  connections: Awaited<ReturnType<typeof connectionRows>>;
  scenarios: Awaited<ReturnType<typeof scenarioRows>>;
}

export async function loadLasting(read: Read, tenantId: string, only: Only): Promise<LastingRows> {
  return {
    memberships: await membershipsByObject(read, tenantId, only),
    applications: await applicationRows(read, tenantId, only),
    connections: await connectionRows(read, tenantId, only),
    scenarios: await scenarioRows(read, tenantId, only),
  };
}

/** The objects as they are now, in one query per table; all of the tenant or only those named. */
export async function loadObjects(
  read: Read,
  env: LandscapeEnv,
  tenantId: string,
  only: Only,
): Promise<LandscapeObjects> {
  return objectsNow(read, env, tenantId, only, await loadLasting(read, tenantId, only));
}

/** As `loadObjects`, for whoever has kept what lasts. */
export async function objectsNow(
  read: Read,
  { clock, settings }: LandscapeEnv,
  tenantId: string,
  only: Only,
  { memberships, applications, connections, scenarios }: LastingRows,
): Promise<LandscapeObjects> {
  const now = clock();
  const observed = await runtimeRows(read, tenantId, only);
  const certificates =
    only === null
      ? await certificateFactsOfTenant(read, tenantId)
      : await certificateFactsOfRuntimes(
          read,
          observed.map(({ id }) => id),
        );
  const thresholds = await thresholdsOf(read, tenantId);
  const tokens = await tokenExpiries(read, tenantId, only, now);
  const unenforced = await unenforcedCounts(read, tenantId, only);
  const fetches = new Map(observed.map(({ id, lastFetchAt }) => [id, lastFetchAt]));
  return {
    scenarios,
    applications: applications.map((row) => ({ ...row, memberships: memberships.get(row.id) ?? [] })),
    runtimes: observed.map((row) => {
      const certificate = certificates.get(row.id);
      return {
        id: row.id,
        name: row.name,
        description: row.description,
        updatedAt: row.updatedAt,
        memberships: memberships.get(row.id) ?? [],
        state: connectionStateOf(row, certificate, now, settings.staleAfterMs),
        lastContactAt: lastContactOf(row, certificate),
        lastFetchAt: row.lastFetchAt,
        certificate: certificate
          ? {
              state: certificateState(certificate, now, thresholds),
              notBefore: certificate.notBefore,
              notAfter: certificate.notAfter,
            }
          : null,
        tokenExpiresAt: tokens.get(row.id) ?? null,
        unenforcedRemovals: unenforced.get(row.id) ?? 0,
      };
    }),
    connections: connections.map(({ applicationID, runtimeID, since, startedBy, lastFetchAt }) => {
      const fetchedAt = fetches.has(runtimeID) ? (fetches.get(runtimeID) ?? null) : lastFetchAt;
      const pending = startedBy === 'ADMINISTRATOR' && (fetchedAt === null || fetchedAt < since);
      return { applicationID, runtimeID, since, pending };
    }),
  };
}

/**
 * The whole tenant. Version and sequence are read first: what is committed meanwhile may already be in the answer, and
 * the feed repeats it, but nothing is missed.
 */
export async function loadLandscape(read: Read, env: LandscapeEnv, tenantId: string): Promise<Landscape> {
  const tenant = await readTenant(read, tenantId);
  return {
    version: tenant.landscapeVersion,
    sequence: tenant.sequence,
    at: env.clock(),
    defaultScenario: env.settings.defaultScenario,
    connectionPolicy: tenant.connectionPolicy,
    certificateThresholds: await thresholdsOf(read, tenantId),
    ...(await loadObjects(read, env, tenantId, null)),
  };
}
