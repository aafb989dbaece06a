import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { directorResolvers } from './resolvers.ts';
import { enforceScopes } from './scopes.ts';

const contractFile = (name: string) => readFileSync(join(import.meta.dirname, '../contract', name), 'utf8');

/** The files that together are the Director's contract: the public wire, and what only Compass has. */
const directorContract = [
  'director.graphql',
  'auths.graphql',
  'packages.graphql',
  'templates.graphql',
  'fetchRequests.graphql',
  'webhooks.graphql',
  'health.graphql',
  'bundles.graphql',
  'console.graphql',
];

/** The Director's contract and the console's operations with their resolvers, scopes enforced. */
export function createDirectorSchema(): GraphQLSchema {
  return enforceScopes(
    createSchema({
      typeDefs: directorContract.map(contractFile),
      resolvers: directorResolvers,
      resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    }),
  );
}
