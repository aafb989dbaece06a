import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import * as people from './people.ts';
import { type PersonRow, peopleOf } from './peopleOfTenant.store.ts';
import { stateOf } from './person.ts';

const onWire = (person: PersonRow) => ({ ...person, state: stateOf(person) });

/** Who may work in a tenant, and as what (product.md 8). */
export const personResolvers = {
  Query: {
    async people(_root, _args, { consumer, read, clock }) {
      const tenantId = tenantOf(consumer);
      return (await peopleOf(read, tenantId, clock())).map(onWire);
    },
  },
  Mutation: {
    async invitePerson(_root, { in: input }, context) {
      const tenantId = tenantOf(context.consumer);
      const { person, link } = await context.write((tx) => people.invite(tx, context, tenantId, input));
      return { person: onWire(person), link };
    },
    createSignInLink: (_root, { userID }, context) =>
      context.write((tx) => people.createLink(tx, context, tenantOf(context.consumer), userID)),
    async setRole(_root, { userID, role }, context) {
      const tenantId = tenantOf(context.consumer);
      return onWire(await context.write((tx) => people.changeRole(tx, context, tenantId, userID, role)));
    },
    async removePerson(_root, { userID }, context) {
      const tenantId = tenantOf(context.consumer);
      return onWire(await context.write((tx) => people.remove(tx, context, tenantId, userID)));
    },
    async disablePerson(_root, { userID }, context) {
      const tenantId = tenantOf(context.consumer);
      return onWire(await context.write((tx) => people.disable(tx, context, tenantId, userID)));
    },
    async enablePerson(_root, { userID }, context) {
      const tenantId = tenantOf(context.consumer);
      return onWire(await context.write((tx) => people.enable(tx, context, tenantId, userID)));
    },
    endSessions: (_root, { userID }, context) =>
      context.write((tx) => people.endSessions(tx, context, tenantOf(context.consumer), userID)),
  },
} satisfies Resolvers;
