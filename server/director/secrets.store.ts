import { eq, inArray } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { applications } from '../db/tables/director.tables.ts';
import { packages } from '../db/tables/package.tables.ts';

/** The integration system in charge of each Application; absent if there is none. */
export async function managersOfApplications(
  read: Read,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await read
    .select({ id: applications.id, manager: applications.integrationSystemID })
    .from(applications)
    .where(inArray(applications.id, [...applicationIds]));
  return named(rows);
}

/** The integration system in charge of the Application that each Package belongs to; absent if there is none. */
export async function managersOfPackages(
  read: Read,
  packageIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await read
    .select({ id: packages.id, manager: applications.integrationSystemID })
    .from(packages)
    .innerJoin(applications, eq(applications.id, packages.applicationId))
    .where(inArray(packages.id, [...packageIds]));
  return named(rows);
}

const named = (rows: readonly { id: string; manager: string | null }[]) =>
  new Map(rows.flatMap(({ id, manager }) => (manager === null ? [] : [[id, manager] as const])));
