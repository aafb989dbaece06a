import { record } from '../events/activity.ts';
import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { invalidData, notFound } from '../shared/errors.ts';
import {
  deleteProvider,
  findProvider,
  grantsOf,
  insertProvider,
  listProviders,
  nameIsTaken,
  peopleByProvider,
  replaceGrants,
  updateProvider,
} from './identityProvider.store.ts';
import {
  type IdentityProviderInput,
  type IdentityProviderRecord,
  identityProviderFrom,
  issuerFrom,
  secretFrom,
  secretPurpose,
} from './identityProvider.ts';
import { issuerProblem } from './oidc.ts';
import { allTenants } from './tenant.store.ts';

type Grants = Awaited<ReturnType<typeof grantsOf>>;

const onWire = ({ clientId, sealedSecret: _, ...row }: IdentityProviderRecord, grants: Grants, people: number) => ({
  ...row,
  clientID: clientId,
  people,
  grants: grants.flatMap(({ providerId, claimValue, tenantID, role }) =>
    providerId === row.id ? [{ claimValue: claimValue || null, tenantID, role }] : [],
  ),
});

async function oneOnWire({ read }: Pick<RequestContext, 'read'>, row: IdentityProviderRecord) {
  return onWire(row, await grantsOf(read, [row.id]), (await peopleByProvider(read)).get(row.id) ?? 0);
}

const nameTaken = () =>
  invalidData('validation error for type IdentityProviderInput: name: another provider has this name.');

async function checked({ outgoing }: RequestContext, read: RequestContext['read'], input: IdentityProviderInput) {
  const tenants = new Map((await allTenants(read)).map(({ id, externalId }) => [externalId, id]));
  return identityProviderFrom(input, tenants, outgoing.refusal);
}

const objectOf = ({ id, name }: { id: string; name: string }) => [{ kind: 'IDENTITY_PROVIDER', id, name }];

/** Providers with which people sign in (product.md 8). */
export const identityProviderResolvers = {
  Query: {
    async identityProviders(_root, _args, { read }) {
      const rows = await listProviders(read);
      const ids = rows.map(({ id }) => id);
      const [grants, people] = await Promise.all([grantsOf(read, ids), peopleByProvider(read)]);
      return rows.map((row) => onWire(row, grants, people.get(row.id) ?? 0));
    },
    async checkIssuer(_root, { issuer }, { outgoing }) {
      return { problem: await issuerProblem(outgoing, issuerFrom(issuer, outgoing.refusal)) };
    },
  },
  Mutation: {
    async createIdentityProvider(_root, { in: input }, context) {
      const { clock, newId, cipher } = context;
      const id = newId();
      const sealedSecret = cipher.encrypt(secretFrom(input, true) ?? '', secretPurpose(id));
      const row = await context.write(async (tx) => {
        const { provider, grants } = await checked(context, tx, input);
        const made = { ...provider, id, sealedSecret, createdAt: clock() };
        if (!(await insertProvider(tx, made))) throw nameTaken();
        await replaceGrants(tx, id, grants);
        const { name, ...after } = provider;
        await record(tx, context, {
          tenantId: tenantOf(context.consumer),
          action: 'identityProvider.created',
          objects: objectOf(made),
          after: { ...after, grants: input.grants },
          changesLandscape: false,
        });
        return made;
      });
      return oneOnWire(context, row);
    },
    async updateIdentityProvider(_root, { id, in: input }, context) {
      const secret = secretFrom(input, false);
      const row = await context.write(async (tx) => {
        const before = await findProvider(tx, id);
        if (!before) throw notFound();
        const { provider, grants } = await checked(context, tx, input);
        if (await nameIsTaken(tx, provider.name, id)) throw nameTaken();
        const former = onWire(before, await grantsOf(tx, [id]), 0);
        const sealed = secret === null ? {} : { sealedSecret: context.cipher.encrypt(secret, secretPurpose(id)) };
        await updateProvider(tx, id, { ...provider, ...sealed });
        await replaceGrants(tx, id, grants);
        await record(tx, context, {
          tenantId: tenantOf(context.consumer),
          action: 'identityProvider.updated',
          objects: objectOf(before),
          before: { ...former, people: undefined },
          after: { ...provider, grants: input.grants, ...(secret !== null && { clientSecret: 'replaced' }) },
          changesLandscape: false,
        });
        return { ...before, ...provider };
      });
      return oneOnWire(context, row);
    },
    async deleteIdentityProvider(_root, { id }, context) {
      return context.write(async (tx) => {
        const row = await findProvider(tx, id);
        if (!row) throw notFound();
        const last = onWire(row, await grantsOf(tx, [id]), (await peopleByProvider(tx)).get(id) ?? 0);
        const endedSessions = await deleteProvider(tx, id);
        await record(tx, context, {
          tenantId: tenantOf(context.consumer),
          action: 'identityProvider.deleted',
          objects: objectOf(row),
          before: { issuer: row.issuer, people: last.people },
          after: { endedSessions },
          changesLandscape: false,
        });
        return last;
      });
    },
  },
} satisfies Resolvers;
