import { asc, count, eq } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { applicationTemplates } from '../db/tables/template.tables.ts';
import { isUniqueViolation } from '../db/violations.ts';
import { CompassError } from '../shared/errors.ts';
import { isUuid } from '../shared/ids.ts';
import type { PageRequest } from '../shared/page.ts';
import type { ApplicationTemplateRecord } from './applicationTemplate.ts';

/** Templates are global: no statement here filters by tenant (director.md 19). */
export async function findTemplate(read: Read, id: string): Promise<ApplicationTemplateRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await read.select().from(applicationTemplates).where(eq(applicationTemplates.id, id));
  return row;
}

export async function findTemplateByName(read: Read, name: string): Promise<ApplicationTemplateRecord | undefined> {
  const [row] = await read.select().from(applicationTemplates).where(eq(applicationTemplates.name, name));
  return row;
}

/** One page ordered by id. */
export async function listTemplates(
  read: Read,
  page: PageRequest,
): Promise<{ rows: ApplicationTemplateRecord[]; totalCount: number }> {
  const rows = await read
    .select()
    .from(applicationTemplates)
    .orderBy(asc(applicationTemplates.id))
    .limit(page.limit)
    .offset(page.offset);
  const [total] = await read.select({ count: count() }).from(applicationTemplates);
  return { rows, totalCount: Number(total?.count ?? 0) };
}

const taken = (doing: string, cause: unknown) =>
  isUniqueViolation(cause) ? new CompassError('NotUniqueName', `while ${doing}: Object is not unique`) : cause;

/** @throws NotUniqueName */
export async function insertTemplate(tx: Tx, row: ApplicationTemplateRecord): Promise<void> {
  await tx
    .insert(applicationTemplates)
    .values(row)
    .catch((cause) => {
      throw taken('creating Application Template', cause);
    });
}

/** @throws NotUniqueName */
export async function updateTemplate(tx: Tx, row: ApplicationTemplateRecord): Promise<void> {
  await tx
    .update(applicationTemplates)
    .set(row)
    .where(eq(applicationTemplates.id, row.id))
    .catch((cause) => {
      throw taken(`updating Application Template with ID ${row.id}`, cause);
    });
}

export async function deleteTemplate(tx: Tx, id: string): Promise<void> {
  await tx.delete(applicationTemplates).where(eq(applicationTemplates.id, id));
}
