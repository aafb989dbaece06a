import { randomBytes } from 'node:crypto';
import { record } from '../events/activity.ts';
import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import type { Consumer } from '../shared/consumer.ts';
import { invalidOperation, notFound } from '../shared/errors.ts';
import { sha256 } from '../shared/ids.ts';
import { type ApiTokenRow, apiTokenById, insertApiToken, listApiTokens, revokeToken } from './apiToken.store.ts';
import { apiTokenFrom, stateOf } from './apiToken.ts';

const onWire = (row: ApiTokenRow, now: number) => ({ ...row.token, madeBy: row.madeBy, state: stateOf(row, now) });

/** Whose tokens somebody may see or revoke: null for all of the tenant. */
const ownerFor = ({ id, scopes }: Consumer, scope: 'user:read' | 'user:write') => (scopes.has(scope) ? null : id);

const objectOf = ({ token }: ApiTokenRow) => [{ kind: 'API_TOKEN', id: token.id, name: token.name }];

/** Bearer tokens for automation (product.md 8). */
export const apiTokenResolvers = {
  Query: {
    async apiTokens(_root, _args, { consumer, read, clock }) {
      const reach = { tenantId: tenantOf(consumer), userId: ownerFor(consumer, 'user:read') };
      return (await listApiTokens(read, reach)).map((row) => onWire(row, clock()));
    },
  },
  Mutation: {
    async createApiToken(_root, { in: input }, context) {
      const { consumer, clock, newId } = context;
      if (consumer.type !== 'USER') throw invalidOperation('only people make API tokens');
      const tenantId = tenantOf(consumer);
      const createdAt = clock();
      const values = apiTokenFrom(input, consumer.scopes, createdAt);
      const token = `compass_${randomBytes(32).toString('base64url')}`;
      const id = newId();
      return context.write(async (tx) => {
        await insertApiToken(tx, { ...values, id, tenantId, userId: consumer.id, hash: sha256(token), createdAt });
        const row = await apiTokenById(tx, id, { tenantId, userId: consumer.id });
        if (!row) throw new Error(`the API token ${id} was not stored`);
        await record(tx, context, {
          tenantId,
          action: 'apiToken.created',
          objects: objectOf(row),
          after: { scopes: values.scopes, expiresAt: new Date(values.expiresAt).toISOString() },
          changesLandscape: false,
        });
        return { token, apiToken: onWire(row, createdAt) };
      });
    },
    async revokeApiToken(_root, { id }, context) {
      const { consumer, clock } = context;
      const reach = { tenantId: tenantOf(consumer), userId: ownerFor(consumer, 'user:write') };
      return context.write(async (tx) => {
        if (!(await apiTokenById(tx, id, reach))) throw notFound();
        if (!(await revokeToken(tx, id, clock()))) throw invalidOperation('this API token is revoked already');
        const row = await apiTokenById(tx, id, reach);
        if (!row) throw notFound();
        await record(tx, context, {
          tenantId: reach.tenantId,
          action: 'apiToken.revoked',
          objects: objectOf(row),
          changesLandscape: false,
        });
        return onWire(row, clock());
      });
    },
  },
} satisfies Resolvers;
