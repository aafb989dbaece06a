import { and, eq, inArray, or } from 'drizzle-orm';
import type { Facts, Member, Membership } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import { applications, type ObjectKind, runtimes } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../db/tables/landscape.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { CompassError } from '../shared/errors.ts';

/** Above this many objects the whole tenant is loaded instead: statements have a limit of parameters. */
const mostObjects = 500;

export interface TenantRow {
  id: string;
  landscapeVersion: number;
  sequence: number;
  connectionPolicy: Facts['connectionPolicy'];
}

const tenantColumns = {
  id: tenants.id,
  landscapeVersion: tenants.landscapeVersion,
  sequence: tenants.sequence,
  connectionPolicy: tenants.connectionPolicy,
};

const existing = (row: TenantRow | undefined): TenantRow => {
  if (!row) throw new CompassError('TenantNotFound', 'Tenant not found');
  return row;
};

export async function readTenant(read: Read, tenantId: string): Promise<TenantRow> {
  const [row] = await read.select(tenantColumns).from(tenants).where(eq(tenants.id, tenantId));
  return existing(row);
}

/**
 * Holds the tenant's row until the transaction ends, so that changes of one landscape follow each other on PostgreSQL as
 * they do on SQLite. Taken before anything is read that the change depends on.
 */
export async function lockLandscape(tx: Tx, tenantId: string): Promise<TenantRow> {
  const [row] = await tx
    .update(tenants)
    .set({ landscapeVersion: tenants.landscapeVersion })
    .where(eq(tenants.id, tenantId))
    .returning(tenantColumns);
  return existing(row);
}

/** A section of a tenant, or all of it, as the engine wants it. */
export interface Section {
  facts: Facts;
  /** By name. */
  scenarioIds: ReadonlyMap<string, string>;
}

type Tenant = Pick<TenantRow, 'id' | 'connectionPolicy'>;

export async function loadFacts(read: Read, tenant: Tenant, defaultScenario: string): Promise<Section> {
  return section(read, tenant, defaultScenario, null);
}

/**
 * Everything the impact of a change of these objects and scenarios can depend on: the members of their scenarios and of
 * the scenarios of what they are connected to, with all their memberships and connections. What happens to an Application
 * concerns its pairs only, so other Applications are among them if one of the objects is a Runtime: the cost of registering
 * one does not grow with their number.
 */
export async function loadFactsAround(
  read: Read,
  tenant: Tenant,
  defaultScenario: string,
  around: { objectIds: readonly string[]; scenarios: readonly string[] },
): Promise<Section> {
  const ids = [...new Set(around.objectIds)];
  if (ids.length > mostObjects) return section(read, tenant, defaultScenario, null);
  const connected = await read
    .select({ id: connections.applicationId })
    .from(connections)
    .where(
      and(
        eq(connections.tenantId, tenant.id),
        or(inArray(connections.runtimeId, ids), inArray(connections.applicationId, ids)),
      ),
    );
  const objectIds = [...new Set([...ids, ...connected.map(({ id }) => id)])];
  if (objectIds.length > mostObjects) return section(read, tenant, defaultScenario, null);
  const held = await read
    .selectDistinct({ id: memberships.scenarioId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenant.id), inArray(memberships.objectId, objectIds)));
  const names = [...new Set([...around.scenarios, defaultScenario])].slice(0, mostObjects);
  const named = await read
    .select({ id: scenarios.id })
    .from(scenarios)
    .where(and(eq(scenarios.tenantId, tenant.id), inArray(scenarios.name, names)));
  const scenarioIds = [...new Set([...held, ...named].map(({ id }) => id))];
  if (scenarioIds.length > mostObjects) return section(read, tenant, defaultScenario, null);
  const [runtime] = await read
    .select({ id: runtimes.id })
    .from(runtimes)
    .where(and(eq(runtimes.tenantId, tenant.id), inArray(runtimes.id, ids)))
    .limit(1);
  return section(read, tenant, defaultScenario, { objectIds, scenarioIds, allApplications: runtime !== undefined });
}

/** Everything that the first memberships of new objects of the kind, in these scenarios, can concern. */
export async function loadFactsWithin(
  read: Read,
  tenant: Tenant,
  defaultScenario: string,
  { kind, scenarios: names }: { kind: ObjectKind; scenarios: readonly string[] },
): Promise<Section> {
  if (names.length > mostObjects) return section(read, tenant, defaultScenario, null);
  const named = await read
    .select({ id: scenarios.id })
    .from(scenarios)
    .where(and(eq(scenarios.tenantId, tenant.id), inArray(scenarios.name, [...names])));
  const scenarioIds = named.map(({ id }) => id);
  return section(read, tenant, defaultScenario, { objectIds: [], scenarioIds, allApplications: kind === 'RUNTIME' });
}

interface Within {
  objectIds: string[];
  scenarioIds: string[];
  /** Whether all Applications of the scenarios belong to it, or only those among the objects. */
  allApplications: boolean;
}

async function section(read: Read, tenant: Tenant, defaultScenario: string, within: Within | null): Promise<Section> {
  const members = (kind: 'APPLICATION' | 'RUNTIME') =>
    read
      .select({ id: memberships.objectId })
      .from(memberships)
      .where(
        and(
          eq(memberships.tenantId, tenant.id),
          eq(memberships.objectKind, kind),
          inArray(memberships.scenarioId, within?.scenarioIds ?? []),
        ),
      );
  const inSection = (column: Parameters<typeof inArray>[0], kind: 'APPLICATION' | 'RUNTIME') => {
    if (!within) return undefined;
    const given = inArray(column, within.objectIds);
    return kind === 'RUNTIME' || within.allApplications ? or(inArray(column, members(kind)), given) : given;
  };

  const scenarioRows = await read
    .select({ id: scenarios.id, name: scenarios.name })
    .from(scenarios)
    .where(eq(scenarios.tenantId, tenant.id));
  const hasApplications = !within || within.allApplications || within.objectIds.length > 0;
  const applicationRows = hasApplications
    ? await read
        .select({ id: applications.id, name: applications.name })
        .from(applications)
        .where(and(eq(applications.tenantId, tenant.id), inSection(applications.id, 'APPLICATION')))
    : [];
  const runtimeRows = await read
    .select({ id: runtimes.id, name: runtimes.name })
    .from(runtimes)
    .where(and(eq(runtimes.tenantId, tenant.id), inSection(runtimes.id, 'RUNTIME')));
  const membershipRows = await read
    .select({ objectId: memberships.objectId, scenarioId: memberships.scenarioId, origin: memberships.origin })
    .from(memberships)
    .where(
      // The tenant beside the objects would make SQLite go through all of its memberships; below only names of its own count.
      within
        ? or(inSection(memberships.objectId, 'APPLICATION'), inSection(memberships.objectId, 'RUNTIME'))
        : eq(memberships.tenantId, tenant.id),
    );
  const connectionRows = hasApplications
    ? await read
        .select({
          applicationID: connections.applicationId,
          runtimeID: connections.runtimeId,
          since: connections.since,
        })
        .from(connections)
        .where(and(eq(connections.tenantId, tenant.id), inSection(connections.applicationId, 'APPLICATION')))
    : [];

  const nameOf = new Map(scenarioRows.map(({ id, name }) => [id, name]));
  const held = new Map<string, Map<string, Membership>>();
  for (const { objectId, scenarioId, origin } of membershipRows) {
    const scenario = nameOf.get(scenarioId);
    if (scenario === undefined) continue;
    const own = held.get(objectId) ?? new Map<string, Membership>();
    held.set(objectId, own);
    const membership = own.get(scenario) ?? { scenario, manual: false, rule: false };
    own.set(scenario, membership);
    if (origin === 'MANUAL') membership.manual = true;
    if (origin === 'RULE') membership.rule = true;
  }
  const asMember = ({ id, name }: { id: string; name: string }): Member => ({
    id,
    name,
    memberships: [...(held.get(id)?.values() ?? [])],
  });
  return {
    facts: {
      defaultScenario,
      connectionPolicy: tenant.connectionPolicy,
      scenarios: scenarioRows.map(({ name }) => ({ name })),
      applications: applicationRows.map(asMember),
      runtimes: runtimeRows.map(asMember),
      connections: connectionRows,
    },
    scenarioIds: new Map(scenarioRows.map(({ id, name }) => [name, id])),
  };
}
