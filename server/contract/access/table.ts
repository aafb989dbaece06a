import type { GraphQLField, GraphQLSchema } from 'graphql';
import { administrationRows } from './administration.ts';
import { applicationRows } from './applications.ts';
import { installationRows } from './installation.ts';
import { landscapeRows } from './landscape.ts';
import { packageRows } from './packages.ts';
import type { Row, Table } from './row.ts';
import { runtimeRows } from './runtimes.ts';
import { webhookRows } from './webhooks.ts';

/** The access table: one row for every operation. */
export const table: Table = {
  ...applicationRows,
  ...runtimeRows,
  ...packageRows,
  ...webhookRows,
  ...installationRows,
  ...administrationRows,
  ...landscapeRows,
};

export interface Operation {
  kind: 'query' | 'mutation' | 'subscription';
  field: GraphQLField<unknown, unknown>;
  row: Row;
}

/** Every operation of the contract; `row` is undefined while the table has none. */
export function operationsOf(schema: GraphQLSchema): (Omit<Operation, 'row'> & { row: Row | undefined })[] {
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  } as const;
  return (['query', 'mutation', 'subscription'] as const).flatMap((kind) =>
    Object.values(roots[kind]?.getFields() ?? {}).map((field) => ({ kind, field, row: table[field.name] })),
  );
}

export const hasRow = (operation: { row: Row | undefined }): operation is Operation => operation.row !== undefined;
