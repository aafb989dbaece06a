import { coerceInputValue, type GraphQLInputObjectType, type GraphQLSchema } from 'graphql';
import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { inputText } from '../graphql/inputText.ts';
import { invalidData } from '../shared/errors.ts';
import { pageOf, toPage } from '../shared/page.ts';
import type { ApplicationRegistration } from './application.ts';
import {
  create,
  filledInput,
  registerFromTemplate,
  remove,
  storedInput,
  update,
} from './applicationTemplate.changes.ts';
import { findTemplate, listTemplates } from './applicationTemplate.store.ts';
import { mayReadSecrets } from './auth.ts';
import { fetchWhatIsNew } from './fetchRequest.resolvers.ts';
import { definitionsIn, judgeSpecs, packagesIn } from './specVerdict.ts';
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
    async registerApplicationFromTemplate(_root, { in: input }, context, { schema }) {
      const filled = await filledInput(context.read, context.cipher, input, parseWith(schema));
      await judgeSpecs(context.specs, definitionsIn(packagesIn(filled)));
      const registered = await context.write((tx) =>
        registerFromTemplate(tx, context, tenantOf(context.consumer), input.templateName, filled),
      );
      await fetchWhatIsNew(context, { applicationId: registered.id });
      return registered;
    },
  },
  ApplicationTemplate: {
    applicationInput: (own, _args, { cipher, consumer }, { schema }) =>
      inputText(registerInputOf(schema), storedInput(cipher, own), mayReadSecrets(consumer) ? [] : ['AuthInput']),
  },
} satisfies Resolvers;
