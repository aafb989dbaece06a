import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { eq } from 'drizzle-orm';
import type { Database, Tx } from '../db/database.ts';
import { scenarios } from '../db/tables/landscape.tables.ts';
import { tenants } from '../db/tables/tenant.tables.ts';
import { type EntryListener, record } from '../events/activity.ts';
import type { Feed } from '../events/feed.ts';
import { type Clock, minute } from '../shared/clock.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';
import { CompassError, invalidData } from '../shared/errors.ts';
import { type NewId, sha256 } from '../shared/ids.ts';
import { passwordProblem } from './password.ts';
import { administratorExists, insertPerson } from './people.store.ts';
import { replaceSetupLinks, setupLinkExpiry, spendSetupLink } from './setupLink.store.ts';

export const setupLinkLifetimeMs = 30 * minute;

export interface FirstStartOptions {
  database: Database;
  clock: Clock;
  newId: NewId;
  feed: Feed;
  onEntry: EntryListener;
}

export interface FirstAdministrator {
  email: string;
  password: string;
  name?: string | undefined;
  /** Renames the default tenant. */
  tenantName?: string | undefined;
}

export interface FirstStart {
  /** Makes the default tenant with its default scenario, unless it is there. */
  makeDefaultTenant(defaultScenario: string): Promise<void>;
  /** Creates the first administrator from the configuration. Does nothing once there is an administrator. */
  makeAdministrator(person: FirstAdministrator): Promise<void>;
  /** Replaces every earlier link. @returns the secret of the new one, null once there is an administrator. */
  newSetupSecret(): Promise<string | null>;
  /** When the link expires; null if it is unknown, spent or expired. Does not spend it. */
  setupExpiry(secret: string): Promise<number | null>;
  /** Spends the link and creates the first administrator, both or neither. */
  setUp(secret: string, person: FirstAdministrator): Promise<void>;
}

const linkGone = () =>
  new CompassError('InvalidOperation', 'This link was used already or has expired. Restart Compass to get a new one.');

function checked(person: FirstAdministrator): FirstAdministrator {
  const problem = passwordProblem(person.password, person.email);
  if (problem) throw invalidData(`password: ${problem}`);
  return { ...person, email: person.email.toLowerCase() };
}

/** What happens once in the life of an installation, safe with several instances starting at the same time. */
export function createFirstStart({ database, clock, newId, feed, onEntry }: FirstStartOptions): FirstStart {
  async function insertAdministrator(tx: Tx, person: FirstAdministrator, passwordHash: string): Promise<void> {
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.externalId, defaultTenantId));
    if (!tenant) throw new Error('the default tenant does not exist');
    if (await administratorExists(tx)) throw linkGone();
    const id = newId();
    const name = person.name?.trim() || person.email;
    const membership = { tenantId: tenant.id, role: 'ADMINISTRATOR' } as const;
    const added = await insertPerson(
      tx,
      { id, accountId: newId(), name, email: person.email, passwordHash, at: clock() },
      membership,
    );
    if (!added) throw linkGone();
    const tenantName = person.tenantName?.trim() || tenant.name;
    await tx.update(tenants).set({ name: tenantName }).where(eq(tenants.id, tenant.id));
    await record(
      tx,
      { consumer: null, clock, newId, correlationId: newId(), feed, onEntry },
      {
        tenantId: tenant.id,
        action: 'administrator.created',
        objects: [{ kind: 'USER', id, name }],
        after: { email: person.email, role: membership.role },
        changesLandscape: false,
      },
    );
  }

  return {
    async makeDefaultTenant(defaultScenario) {
      await database.write(async (tx) => {
        const createdAt = clock();
        const made = await tx
          .insert(tenants)
          .values({
            id: newId(),
            externalId: defaultTenantId,
            name: defaultTenantId,
            status: 'ACTIVE',
            connectionPolicy: 'EXCLUSIVE',
            createdAt,
          })
          .onConflictDoNothing()
          .returning({ id: tenants.id });
        for (const { id } of made) {
          await tx.insert(scenarios).values({ id: newId(), tenantId: id, name: defaultScenario, createdAt });
        }
      });
    },
    async makeAdministrator(person) {
      if (await administratorExists(database.read)) return;
      const administrator = checked(person);
      const passwordHash = await hashPassword(administrator.password);
      await database.write(async (tx) => {
        if (await administratorExists(tx)) return;
        await replaceSetupLinks(tx, null);
        await insertAdministrator(tx, administrator, passwordHash);
      });
    },
    newSetupSecret() {
      const secret = randomBytes(32).toString('base64url');
      return database.write(async (tx) => {
        const needed = !(await administratorExists(tx));
        await replaceSetupLinks(tx, needed ? { hash: sha256(secret), expiresAt: clock() + setupLinkLifetimeMs } : null);
        return needed ? secret : null;
      });
    },
    setupExpiry: async (secret) => (await setupLinkExpiry(database.read, sha256(secret), clock())) ?? null,
    async setUp(secret, person) {
      const hash = sha256(secret);
      if ((await setupLinkExpiry(database.read, hash, clock())) === undefined) throw linkGone();
      const administrator = checked(person);
      const passwordHash = await hashPassword(administrator.password);
      await database.write(async (tx) => {
        if (!(await spendSetupLink(tx, hash, clock()))) throw linkGone();
        await insertAdministrator(tx, administrator, passwordHash);
      });
    },
  };
}
