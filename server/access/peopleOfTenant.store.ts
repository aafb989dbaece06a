import { and, count, eq, gt, inArray, isNull, ne } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { accounts, identityProviders, sessions, signInLinks, tenantRoles, users } from '../db/tables/access.tables.ts';
import type { Role } from './roles.ts';

export interface PersonRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  disabledAt: number | null;
  lastSignInAt: number | null;
  createdAt: number;
  /** Name of the provider whose grants decide the role; null for a role given by hand. */
  roleFrom: string | null;
  hasPassword: boolean;
  /** Names of the providers the person has signed in with. */
  providers: string[];
  sessions: number;
  /** When the link with which they choose a password expires; null if there is none. */
  linkExpiresAt: number | null;
  /** Whether they have a role in another tenant. */
  isElsewhere: boolean;
  /** The only administrator of the tenant who is not disabled. */
  isLastAdministrator: boolean;
}

/** Who has a role in the tenant, by name; with `userId` only that person. */
export async function peopleOf(
  read: Read,
  tenantId: string,
  now: number,
  userId: string | null = null,
): Promise<PersonRow[]> {
  const here = and(eq(tenantRoles.tenantId, tenantId), userId === null ? undefined : eq(tenantRoles.userId, userId));
  const ids = read.select({ id: tenantRoles.userId }).from(tenantRoles).where(here);
  const people = await read
    .select({ user: users, role: tenantRoles.role, roleFrom: identityProviders.name })
    .from(tenantRoles)
    .innerJoin(users, eq(users.id, tenantRoles.userId))
    .leftJoin(identityProviders, eq(identityProviders.id, tenantRoles.providerId))
    .where(here)
    .orderBy(users.name, users.id);
  const [ways, open, links, elsewhere, administrators] = await Promise.all([
    read
      .select({ userId: accounts.userId, providerId: accounts.providerId, name: identityProviders.name })
      .from(accounts)
      .leftJoin(identityProviders, eq(identityProviders.id, accounts.providerId))
      .where(inArray(accounts.userId, ids)),
    read
      .select({ userId: sessions.userId, total: count() })
      .from(sessions)
      .where(and(inArray(sessions.userId, ids), gt(sessions.expiresAt, now)))
      .groupBy(sessions.userId),
    read
      .select()
      .from(signInLinks)
      .where(and(inArray(signInLinks.userId, ids), gt(signInLinks.expiresAt, now))),
    read
      .select({ userId: tenantRoles.userId })
      .from(tenantRoles)
      .where(and(inArray(tenantRoles.userId, ids), ne(tenantRoles.tenantId, tenantId))),
    read
      .select({ userId: tenantRoles.userId })
      .from(tenantRoles)
      .innerJoin(users, and(eq(users.id, tenantRoles.userId), isNull(users.disabledAt)))
      .where(and(eq(tenantRoles.tenantId, tenantId), eq(tenantRoles.role, 'ADMINISTRATOR'))),
  ]);
  const away = new Set(elsewhere.map((each) => each.userId));
  return people.map(({ user, role, roleFrom }) => {
    const mine = ways.filter((way) => way.userId === user.id);
    return {
      id: user.id,
      name: user.name,
      email: user.email,
      role,
      roleFrom,
      disabledAt: user.disabledAt,
      lastSignInAt: user.lastSignInAt,
      createdAt: user.createdAt,
      hasPassword: mine.some(({ providerId }) => providerId === 'credential'),
      providers: mine.flatMap(({ name }) => (name === null ? [] : [name])).sort(),
      sessions: Number(open.find((each) => each.userId === user.id)?.total ?? 0),
      linkExpiresAt: links.find((each) => each.userId === user.id)?.expiresAt ?? null,
      isElsewhere: away.has(user.id),
      isLastAdministrator: administrators.length === 1 && administrators[0]?.userId === user.id,
    };
  });
}

/** The tenants in which the person administrates alone, everybody who is disabled left out. */
export async function administratesAlone(read: Read, userId: string, tenantId: string | null): Promise<string[]> {
  const mine = await read
    .select({ tenantId: tenantRoles.tenantId })
    .from(tenantRoles)
    .innerJoin(users, and(eq(users.id, tenantRoles.userId), isNull(users.disabledAt)))
    .where(
      and(
        eq(tenantRoles.userId, userId),
        eq(tenantRoles.role, 'ADMINISTRATOR'),
        tenantId === null ? undefined : eq(tenantRoles.tenantId, tenantId),
      ),
    );
  const others = await read
    .selectDistinct({ tenantId: tenantRoles.tenantId })
    .from(tenantRoles)
    .innerJoin(users, and(eq(users.id, tenantRoles.userId), isNull(users.disabledAt)))
    .where(
      and(
        eq(tenantRoles.role, 'ADMINISTRATOR'),
        ne(tenantRoles.userId, userId),
        inArray(
          tenantRoles.tenantId,
          mine.map((each) => each.tenantId),
        ),
      ),
    );
  const shared = new Set(others.map((each) => each.tenantId));
  return mine.map((each) => each.tenantId).filter((id) => !shared.has(id));
}
