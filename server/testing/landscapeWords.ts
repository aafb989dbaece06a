import { asc } from 'drizzle-orm';
import { applications, runtimes } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../db/tables/landscape.tables.ts';
import { activity, tenants } from '../db/tables/tenant.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import type { Api } from './api.ts';

export const landscapeQuery = `{ landscape { version sequence defaultScenario connectionPolicy
  scenarios { name } applications { id name memberships { scenario manual rule } }
  runtimes { id name state unenforcedRemovals memberships { scenario manual rule } }
  connections { applicationID runtimeID pending since } } }`;
export const connectMutation = `mutation ($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) {
  state scenarios since application { id name } runtime { id name } } }`;
export const switchMutation = `mutation ($a: ID!, $r: ID!) { switchConnection(applicationID: $a, runtimeID: $r) {
  state runtime { id } } }`;
export const applyMutation = `mutation ($v: Int!, $c: [LandscapeChangeInput!]!) { applyChanges(expectedVersion: $v, changes: $c) {
  version impact { breaks { total } becomesPossible { total pairs { application { name kind } runtime { name } } } }
  inverse { addToScenario { objectID scenario } removeFromScenario { objectID scenario }
    connect { applicationID runtimeID } switch { applicationID runtimeID } disconnect { applicationID runtimeID } } } }`;
export const fetchAll = `query ($r: ID!) { applicationsForRuntime(runtimeID: $r) { data { name } totalCount } }`;

/** A Runtime as its certificate makes it. */
export const runtimeConsumer = (api: Api, id: string, tenantId = api.tenantId): Consumer => ({
  type: 'RUNTIME',
  id,
  name: '',
  tenantId,
  scopes: new Set(['runtime:read', 'runtime:write', 'application:read']),
});

/** All that landscape operations could write, to prove that nothing was. */
export async function everything(api: Api) {
  const { read } = api.platform.database;
  return {
    scenarios: await read.select().from(scenarios).orderBy(asc(scenarios.id)),
    memberships: await read.select().from(memberships).orderBy(asc(memberships.objectId), asc(memberships.scenarioId)),
    connections: await read.select().from(connections).orderBy(asc(connections.id)),
    applications: await read.select().from(applications).orderBy(asc(applications.id)),
    runtimes: await read.select().from(runtimes).orderBy(asc(runtimes.id)),
    tenants: await read.select().from(tenants).orderBy(asc(tenants.id)),
    activity: await read.select().from(activity).orderBy(asc(activity.id)),
  };
}

/** Message and code of the first error. */
export const errorOf = (result: { errors?: readonly { message: string; extensions?: unknown }[] }) => ({
  message: result.errors?.[0]?.message,
  error: (result.errors?.[0]?.extensions as { error?: string } | undefined)?.error,
});
