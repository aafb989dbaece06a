import { and, asc, eq, isNull, like, ne, or, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Read } from '../db/database.ts';
import { apiTokens, tenantRoles, users } from '../db/tables/access.tables.ts';
import { certificates } from '../db/tables/connector.tables.ts';
import { applications, integrationSystems, labels, runtimes } from '../db/tables/director.tables.ts';
import { scenarioAssignments, scenarios } from '../db/tables/landscape.tables.ts';
import { packageContents, packages } from '../db/tables/package.tables.ts';
import { applicationTemplates } from '../db/tables/template.tables.ts';
import { labelDefinitions } from '../db/tables/tenant.tables.ts';
import { webhooks } from '../db/tables/webhook.tables.ts';
import type { Found, Wanted } from './search.ts';

/** What would be a wildcard stands for any letter; whoever reads the rows looks at the text itself again. */
const literal = (text: string) => text.replaceAll(/[%_\\]/g, '_');

// `lower` because LIKE minds the case in PostgreSQL; it has no builder.
const contains = (column: SQLiteColumn, text: string): SQL => like(sql`lower(${column})`, `%${literal(text)}%`);
const begins = (column: SQLiteColumn, text: string): SQL => like(sql`lower(${column})`, `${literal(text)}%`);

/** One more than is wanted, so that the reader knows whether there are more. Beginnings first, then shorter ones. */
const bestFirst = (column: SQLiteColumn, { text }: Wanted) => [
  sql`case when ${begins(column, text)} then 0 else 1 end`,
  sql`length(${column})`,
  asc(column),
];

const has = (text: string | null, wanted: Wanted) => text?.toLowerCase().includes(wanted.text) ?? false;

export async function foundApplications(read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> {
  const { id, name, providerName } = applications;
  const rows = await read
    .select({ id, name, providerName })
    .from(applications)
    .where(
      and(eq(applications.tenantId, tenantId), or(contains(name, wanted.text), contains(providerName, wanted.text))),
    )
    .orderBy(...bestFirst(name, wanted))
    .limit(wanted.first + 1);
  return rows
    .filter((row) => has(row.name, wanted) || has(row.providerName, wanted))
    .map((row) => ({ kind: 'APPLICATION', id: row.id, name: row.name, detail: row.providerName ?? '' }));
}

/** Rows of a tenant, or of the installation, that are called like the text. */
function called(
  kind: Found['kind'],
  table: SQLiteTable & { id: SQLiteColumn; name: SQLiteColumn; tenantId?: SQLiteColumn },
) {
  const { id, name, tenantId: tenant } = table;
  return async (read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> => {
    const rows = await read
      .select({ id: sql<string>`${id}`, name: sql<string>`${name}` })
      .from(table)
      .where(and(tenant && eq(tenant, tenantId), contains(name, wanted.text)))
      .orderBy(...bestFirst(name, wanted))
      .limit(wanted.first + 1);
    return rows.filter((row) => has(row.name, wanted)).map((row) => ({ kind, ...row, detail: '' }));
  };
}

export const foundRuntimes = called('RUNTIME', runtimes);
export const foundScenarios = called('SCENARIO', scenarios);
export const foundTemplates = called('APPLICATION_TEMPLATE', applicationTemplates);
export const foundSystems = called('INTEGRATION_SYSTEM', integrationSystems);
export const foundApiTokens = called('API_TOKEN', apiTokens);

export async function foundPackages(read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> {
  const rows = await read
    .select({ id: packages.id, name: packages.name, ownerID: applications.id, owner: applications.name })
    .from(packages)
    .innerJoin(applications, eq(applications.id, packages.applicationId))
    .where(and(eq(packages.tenantId, tenantId), contains(packages.name, wanted.text)))
    .orderBy(...bestFirst(packages.name, wanted))
    .limit(wanted.first + 1);
  return rows
    .filter(({ name }) => has(name, wanted))
    .map(({ owner, ...row }) => ({ kind: 'PACKAGE', ...row, detail: owner, ownerKind: 'APPLICATION' }));
}

/** APIs, events and documents by name, with the Application that offers them. */
export async function foundDefinitions(read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> {
  const rows = await read
    .select({
      id: packageContents.id,
      kind: packageContents.kind,
      details: packageContents.details,
      packageID: packageContents.packageId,
      ownerID: applications.id,
      owner: applications.name,
    })
    .from(packageContents)
    .innerJoin(packages, eq(packages.id, packageContents.packageId))
    .innerJoin(applications, eq(applications.id, packages.applicationId))
    // Names stand in the JSON text, as text in both dialects, with the rest: what matches elsewhere in it is left out below.
    .where(and(eq(packageContents.tenantId, tenantId), contains(packageContents.details, wanted.text)))
    .orderBy(namedSo(wanted), asc(packageContents.id))
    .limit(500);
  return rows.flatMap(({ kind, details, owner, ...row }): Found[] => {
    const { name, title } = details as { name?: string; title?: string };
    const called = name ?? title;
    if (called === undefined || !has(called, wanted)) return [];
    return [{ kind, ...row, name: called, detail: owner, ownerKind: 'APPLICATION' }];
  });
}

/** Those whose name begins with the text before those that have it anywhere, so that it is not lost among many. */
function namedSo({ text }: Wanted): SQL {
  const { details } = packageContents;
  return sql`case when ${or(contains(details, `"name":"${text}`), contains(details, `"title":"${text}`))} then 0 else 1 end`;
}

/** By address; those of Applications that are gone have only deliveries left. */
export async function foundWebhooks(read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> {
  const rows = await read
    .select({ id: webhooks.id, name: webhooks.url, ownerID: webhooks.applicationId, detail: webhooks.applicationName })
    .from(webhooks)
    .where(and(eq(webhooks.tenantId, tenantId), isNull(webhooks.retiredAt), contains(webhooks.url, wanted.text)))
    .orderBy(...bestFirst(webhooks.url, wanted))
    .limit(wanted.first + 1);
  return rows
    .filter(({ name }) => has(name, wanted))
    .map((row) => ({ kind: 'WEBHOOK', ...row, ownerKind: 'APPLICATION' }));
}

/** Who has a role in the tenant. */
export async function foundPeople(read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> {
  const rows = await read
    .select({ id: users.id, name: users.name, detail: users.email })
    .from(tenantRoles)
    .innerJoin(users, eq(users.id, tenantRoles.userId))
    .where(
      and(
        eq(tenantRoles.tenantId, tenantId),
        or(contains(users.name, wanted.text), contains(users.email, wanted.text)),
      ),
    )
    .orderBy(...bestFirst(users.name, wanted))
    .limit(wanted.first + 1);
  return rows
    .filter(({ name, detail }) => has(name, wanted) || has(detail, wanted))
    .map((row) => ({ kind: 'PERSON', ...row }));
}

/** Values that objects of a kind have. */
export function foundLabels(ownerKind: 'APPLICATION' | 'RUNTIME') {
  return async (read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> => {
    const text = wanted.text.replace(/^.*=/, '');
    const rows = await read
      .selectDistinct({ key: labels.key, value: labels.value })
      .from(labels)
      // Every Application has its name as a label, too.
      .where(
        and(
          eq(labels.tenantId, tenantId),
          eq(labels.objectKind, ownerKind),
          ne(labels.key, 'name'),
          or(contains(labels.key, text), contains(labels.value, text)),
        ),
      )
      .orderBy(asc(labels.key), asc(labels.value))
      .limit(200);
    return rows.flatMap(({ key, value }): Found[] => {
      const name = `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
      if (!has(name, wanted)) return [];
      return [{ kind: 'LABEL', id: `${ownerKind} ${name}`, name, detail: '', ownerKind }];
    });
  };
}

export async function foundLabelDefinitions(read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> {
  const { key } = labelDefinitions;
  const rows = await read
    .select({ key })
    .from(labelDefinitions)
    .where(and(eq(labelDefinitions.tenantId, tenantId), contains(key, wanted.text)))
    .orderBy(...bestFirst(key, wanted))
    .limit(wanted.first + 1);
  return rows
    .filter((row) => has(row.key, wanted))
    .map((row) => ({ kind: 'LABEL_DEFINITION', id: row.key, name: row.key, detail: '' }));
}

/** One for what it selects and puts where, whichever kinds of objects that are. */
export async function foundRules(read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> {
  const { selectorKey, selectorValue } = scenarioAssignments;
  // As a label is written, so that what is found by its value is also found by the rule.
  const [key = '', value = key] = wanted.text.split(/\s*=\s*/).map((part) => part.replaceAll('"', ''));
  const rows = await read
    .selectDistinct({ scenarioId: scenarios.id, scenario: scenarios.name, key: selectorKey, value: selectorValue })
    .from(scenarioAssignments)
    .innerJoin(scenarios, eq(scenarios.id, scenarioAssignments.scenarioId))
    .where(
      and(
        eq(scenarioAssignments.tenantId, tenantId),
        or(contains(selectorKey, key), contains(selectorValue, value), contains(scenarios.name, wanted.text)),
      ),
    )
    .orderBy(asc(scenarios.name), asc(selectorKey), asc(selectorValue))
    .limit(200);
  const spoken = (text: string) => text.toLowerCase().replaceAll(/["\s]/g, '');
  const said = spoken(wanted.text);
  return rows.flatMap(({ scenarioId, scenario, key, value }): Found[] => {
    const name = `${key} = ${JSON.stringify(value)}`;
    if ((said === '' || !spoken(name).includes(said)) && !has(scenario, wanted)) return [];
    return [{ kind: 'RULE', id: `${scenarioId} ${name}`, name, detail: scenario }];
  });
}

/** By the beginning of serial or fingerprint. */
export async function foundCertificates(read: Read, tenantId: string, wanted: Wanted): Promise<Found[]> {
  const { hexadecimal } = wanted;
  if (hexadecimal === null) return [];
  const rows = await read
    .select({
      serial: certificates.serial,
      ownerID: certificates.ownerId,
      ownerKind: certificates.ownerKind,
      owner: certificates.ownerName,
    })
    .from(certificates)
    .where(
      and(
        eq(certificates.tenantId, tenantId),
        or(begins(certificates.serial, hexadecimal), begins(certificates.sha256, hexadecimal)),
      ),
    )
    .orderBy(asc(certificates.serial))
    .limit(wanted.first + 1);
  return rows.map(({ serial, owner, ownerID, ownerKind }) => ({
    kind: 'CERTIFICATE',
    id: serial,
    name: serial,
    detail: owner,
    ownerID,
    ownerKind: ownerKind === 'RUNTIME' ? 'RUNTIME' : 'APPLICATION',
  }));
}
