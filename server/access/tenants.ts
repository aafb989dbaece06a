import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { type RequestContext, tenantOf } from '../graphql/context.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';
import { invalidData, invalidOperation, notFound } from '../shared/errors.ts';
import { putRole, type TenantRow } from './people.store.ts';
import { deleteTenant, insertTenant, tenantByExternalId, tenantFigures, updateTenant } from './tenant.store.ts';

const problem = (field: string, text: string) =>
  invalidData(`validation error for type TenantInput: ${field}: ${text}.`);

function nameFrom(text: string): string {
  const name = text.trim();
  if (name === '') throw problem('name', 'cannot be blank');
  if ([...name].length > 100 || name.includes('\0')) throw problem('name', 'the length must be no more than 100');
  return name;
}

function idFrom(id: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(id)) return id;
  throw problem('id', 'lower-case letters, digits and hyphens only, at most 63, with a letter or digit at both ends');
}

async function existing(tx: Tx, id: string): Promise<TenantRow> {
  const tenant = await tenantByExternalId(tx, id);
  if (!tenant) throw notFound(`Tenant not found [externalTenantID=${id}]`);
  return tenant;
}

const note = (
  tx: Tx,
  context: RequestContext,
  action: string,
  { id, externalId, name }: TenantRow,
  change: { before?: unknown; after?: unknown } = {},
) =>
  record(tx, context, {
    tenantId: tenantOf(context.consumer),
    action,
    objects: [{ kind: 'TENANT', id, name: name ?? externalId }],
    ...change,
    changesLandscape: false,
  });

export async function create(tx: Tx, context: RequestContext, input: { id: string; name: string }): Promise<TenantRow> {
  const { consumer, clock, newId, settings } = context;
  const [externalId, name] = [idFrom(input.id), nameFrom(input.name)];
  const id = newId();
  const scenario = { id: newId(), name: settings.defaultScenario };
  if (!(await insertTenant(tx, { id, externalId, name, createdAt: clock() }, scenario))) {
    throw problem('id', `${externalId} exists already`);
  }
  if (consumer.type === 'USER') {
    await putRole(tx, { userId: consumer.id, tenantId: id, role: 'ADMINISTRATOR', providerId: null });
  }
  const tenant = await existing(tx, externalId);
  await note(tx, context, 'tenant.created', tenant, { after: { id: externalId, name } });
  return tenant;
}

export async function rename(tx: Tx, context: RequestContext, id: string, text: string): Promise<TenantRow> {
  const tenant = await existing(tx, id);
  const name = nameFrom(text);
  await updateTenant(tx, tenant.id, { name });
  await note(tx, context, 'tenant.renamed', tenant, { before: { name: tenant.name }, after: { name } });
  return { ...tenant, name };
}

export async function setStatus(
  tx: Tx,
  context: RequestContext,
  id: string,
  status: TenantRow['status'],
): Promise<TenantRow> {
  const tenant = await existing(tx, id);
  if (tenant.externalId === defaultTenantId) throw invalidOperation('the default tenant is always active');
  if (tenant.status === status) throw invalidOperation(`the tenant is ${status.toLowerCase()} already`);
  await updateTenant(tx, tenant.id, { status });
  await note(tx, context, status === 'ACTIVE' ? 'tenant.activated' : 'tenant.deactivated', tenant);
  return { ...tenant, status };
}

export async function remove(tx: Tx, context: RequestContext, id: string) {
  const tenant = await existing(tx, id);
  if (tenant.externalId === defaultTenantId) throw invalidOperation('the default tenant cannot be deleted');
  if (tenant.status === 'ACTIVE') throw invalidOperation('the tenant is active: deactivate it first');
  const figures = (await tenantFigures(tx)).get(tenant.id);
  await deleteTenant(tx, tenant.id);
  await note(tx, context, 'tenant.deleted', tenant, { before: { id: tenant.externalId, ...figures } });
  return { tenant, figures };
}
