import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { applications, labels, type ObjectKind, runtimes } from '../db/tables/director.tables.ts';
import {
  connections,
  type MembershipOrigin,
  memberships,
  scenarioAssignments,
  scenarios,
  unenforcedRemovals,
} from '../db/tables/landscape.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';

const testNow = Date.parse('2026-11-19T14:32:00Z');

export type LandscapeSeed = Awaited<ReturnType<typeof createLandscape>>;

interface SeedOptions {
  tenantId?: string;
  scenarios?: string[];
  policy?: 'EXCLUSIVE' | 'SHARED';
}

/** Rows of a landscape, written past the API: a tenant of its own unless one is given, with the default scenario. */
export async function createLandscape(database: Database, options: SeedOptions = {}) {
  const tenantId = options.tenantId ?? randomUUID();
  const at = testNow;
  const ids = new Map<string, string>();
  const object = { tenantId, statusCondition: 'INITIAL', statusAt: at, createdAt: at, updatedAt: at } as const;

  const insert = (write: (tx: Parameters<Parameters<Database['write']>[0]>[0]) => PromiseLike<unknown>) =>
    database.write(async (tx) => void (await write(tx)));
  const scenario = async (name: string) => {
    const id = randomUUID();
    const createdAt = at + ids.size;
    ids.set(name, id);
    await insert((tx) => tx.insert(scenarios).values({ id, tenantId, name, createdAt }));
    return id;
  };
  const membership = (objectId: string, objectKind: ObjectKind, name: string, origin: MembershipOrigin = 'MANUAL') =>
    insert((tx) =>
      tx
        .insert(memberships)
        .values({ tenantId, scenarioId: ids.get(name) as string, objectKind, objectId, origin, createdAt: at }),
    );
  /** A label that a rule puts the object into the scenario by. */
  const rule = async (objectId: string, objectKind: ObjectKind, name: string) => {
    await membership(objectId, objectKind, name, 'RULE');
    const selector = { selectorKey: name, selectorValue: 'yes' };
    const own = { tenantId, objectKind };
    await insert((tx) => tx.insert(labels).values({ ...own, objectId, key: name, value: 'yes' }));
    await insert((tx) =>
      tx
        .insert(scenarioAssignments)
        .values({ ...own, scenarioId: ids.get(name) as string, ...selector, createdAt: at }),
    );
  };
  const bareApplication = async (name: string) => {
    const id = randomUUID();
    await insert((tx) => tx.insert(applications).values({ ...object, id, name }));
    return id;
  };

  if (options.tenantId) {
    const rows = await database.read.select().from(scenarios).where(eq(scenarios.tenantId, tenantId));
    for (const { name, id } of rows) ids.set(name, id);
  } else {
    const connectionPolicy = options.policy ?? 'EXCLUSIVE';
    await insert((tx) =>
      tx
        .insert(tenants)
        .values({ id: tenantId, externalId: tenantId, status: 'ACTIVE', connectionPolicy, createdAt: at }),
    );
    await scenario('default');
  }
  for (const name of options.scenarios ?? []) await scenario(name);

  return {
    tenantId,
    env: { clock: () => at, newId: randomUUID, settings: { defaultScenario: 'default' } },
    scenario,
    membership,
    rule,
    bareApplication,
    async application(name: string, names: string[]) {
      const id = await bareApplication(name);
      if (names.length === 0) await membership(id, 'APPLICATION', 'default', 'DEFAULT');
      for (const each of names) await membership(id, 'APPLICATION', each);
      return id;
    },
    async runtime(name: string, names: string[], lastFetchAt: number | null = at) {
      const id = randomUUID();
      await insert((tx) => tx.insert(runtimes).values({ ...object, id, name, lastFetchAt }));
      for (const each of names) await membership(id, 'RUNTIME', each);
      return id;
    },
    connection: (applicationId: string, runtimeId: string, startedBy: 'RUNTIME' | 'ADMINISTRATOR' = 'RUNTIME') =>
      insert((tx) =>
        tx.insert(connections).values({
          id: randomUUID(),
          tenantId,
          applicationId,
          runtimeId,
          slot: options.policy === 'SHARED' ? `${applicationId}/${runtimeId}` : applicationId,
          since: at,
          startedBy,
        }),
      ),
    /** `application runtime`, sorted. */
    async connections() {
      const rows = await database.read.select().from(connections).where(eq(connections.tenantId, tenantId));
      return rows.map(({ applicationId, runtimeId }) => `${applicationId} ${runtimeId}`).sort();
    },
    /** `runtime application name`, sorted. */
    async unenforced() {
      const rows = await database.read
        .select()
        .from(unenforcedRemovals)
        .where(eq(unenforcedRemovals.tenantId, tenantId));
      return rows.map((row) => `${row.runtimeId} ${row.applicationId} ${row.applicationName}`).sort();
    },
  };
}
