import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { directorResolvers } from './resolvers.ts';
import { enforceScopes } from './scopes.ts';
import { enforceUnchanged } from './unchanged.ts';

const contract = join(import.meta.dirname, '../contract');

const filesOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.graphql') && name !== 'connector.graphql')
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** The files that together are the Director's contract: the public wire, and in `console/` what only Compass has. */
export const directorContract = () => [...filesOf(contract), ...filesOf(join(contract, 'console'))];

/** The Director's contract and the console's operations with their resolvers, scopes enforced. */
export function createDirectorSchema(): GraphQLSchema {
  const schema = createSchema({
    typeDefs: directorContract(),
    resolvers: directorResolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    updateResolversInPlace: true,
    assumeValidSDL: true,
  });
  enforceUnchanged(schema);
  enforceScopes(schema);
  return schema;
}
