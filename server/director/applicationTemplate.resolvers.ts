import { coerceInputValue, type GraphQLInputObjectType, type GraphQLSchema } from 'graphql';
import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { inputText } from '../graphql/inputText.ts';
import { invalidData } from '../shared/errors.ts';
import { pageOf, toPage } from '../shared/page.ts';
import type { ApplicationRegistration } from './application.ts';
import { create, registerFromTemplate, remove, storedInput, update } from './applicationTemplate.changes.ts';
import { findTemplate, listTemplates } from './applicationTemplate.store.ts';
import { mayReadSecrets } from './auth.ts';
import { recordingTenantOf } from './tenant.store.ts';

const registerInputOf = (schema: GraphQLSchema) => schema.getType('ApplicationRegisterInput') as GraphQLInputObjectType;

const parseWith =
  (schema: GraphQLSchema) =>
  (value: unknown): ApplicationRegistration =>
    coerceInputValue(value, registerInputOf(schema), (path, _value, error) => {
      throw invalidData(`${path.join('.')}: ${error.message}`);
    }) as ApplicationRegistration;

/** Templates of Applications (director.md 19). */
export const applicationTemplateResolvers = {
  Query: {
    applicationTemplate: async (_root, { id }, { read }) => (await findTemplate(read, id)) ?? null,
    async applicationTemplates(_root, args, { consumer, read }, info) {
      const page = pageOf(args, info, consumer);
      const { rows, totalCount } = await listTemplates(read, page);
      return toPage(rows, totalCount, page);
    },
  },
  Mutation: {
    createApplicationTemplate: (_root, { in: input }, context) =>
      context.write(async (tx) => create(tx, context, await recordingTenantOf(tx, context.consumer), input)),
    updateApplicationTemplate: (_root, { id, in: input }, context) =>
      context.write(async (tx) => update(tx, context, await recordingTenantOf(tx, context.consumer), id, input)),
    deleteApplicationTemplate: (_root, { id }, context) =>
      context.write(async (tx) => remove(tx, context, await recordingTenantOf(tx, context.consumer), id)),
    registerApplicationFromTemplate: (_root, { in: input }, context, { schema }) =>
      context.write((tx) => registerFromTemplate(tx, context, tenantOf(context.consumer), input, parseWith(schema))),
  },
  ApplicationTemplate: {
    applicationInput: (own, _args, { cipher, consumer }, { schema }) =>
      inputText(registerInputOf(schema), storedInput(cipher, own), mayReadSecrets(consumer) ? [] : ['AuthInput']),
  },
} satisfies Resolvers;
