import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { pageOf, toPage } from '../shared/page.ts';
import { lockLandscape } from './facts.store.ts';
import { countRules, listRules, type ScenarioAssignment, type Selector } from './scenarioAssignment.store.ts';
import { createAssignment, getAssignment, removeAssignment, removeAssignments } from './scenarioAssignment.ts';
import {
  checkSelector,
  createRules,
  grouped,
  previewCreation,
  previewRemoval,
  removeRules,
  rulesIn,
  rulesOf,
} from './scenarioRule.ts';

/** The contract's assignments are the rules that match Runtimes. */
const ofSelector = (context: RequestContext, selector: Selector) =>
  listRules(context.read, {
    tenantId: tenantOf(context.consumer),
    kind: 'RUNTIME',
    selector: checkSelector(selector),
  });

const create = (context: RequestContext, assignment: ScenarioAssignment) =>
  context.write((tx) => createAssignment(tx, context, tenantOf(context.consumer), assignment));

const removeOfSelector = (context: RequestContext, selector: Selector) =>
  context.write((tx) => removeAssignments(tx, context, tenantOf(context.consumer), selector));

/** Automatic scenario assignments, with the names they had before (director.md 9), and rules as the console has them. */
export const scenarioAssignmentResolvers = {
  Query: {
    automaticScenarioAssignmentForScenario: (_root, { scenarioName }, { consumer, read }) =>
      getAssignment(read, tenantOf(consumer), scenarioName),
    automaticScenarioAssignmentsForSelector: (_root, { selector }, context) => ofSelector(context, selector),
    automaticScenarioAssignmentForSelector: (_root, { selector }, context) => ofSelector(context, selector),
    async automaticScenarioAssignments(_root, args, { consumer, read }, info) {
      const page = pageOf(args, info, consumer);
      const filter = { tenantId: tenantOf(consumer), kind: 'RUNTIME' } as const;
      return toPage(await listRules(read, filter, page), await countRules(read, filter), page);
    },
    scenarioRules: async (_root, { scenario: scenarioName }, { consumer, read }) =>
      grouped(await listRules(read, { tenantId: tenantOf(consumer), kind: null, scenarioName: scenarioName ?? null })),
    previewScenarioRule: (_root, { in: input }, context) =>
      previewCreation(context.read, context, tenantOf(context.consumer), rulesOf(input, context)),
    async previewScenarioRuleDeletion(_root, { scenario, matches }, context) {
      const tenantId = tenantOf(context.consumer);
      const rules = await rulesIn(context.read, tenantId, { scenario, matches: matches ?? null });
      return previewRemoval(context.read, context, tenantId, rules);
    },
  },
  Mutation: {
    createAutomaticScenarioAssignment: (_root, { in: input }, context) => create(context, input),
    setAutomaticScenarioAssignment: (_root, { in: input }, context) => create(context, input),
    deleteAutomaticScenarioAssignmentForScenario: (_root, { scenarioName }, context) =>
      context.write((tx) => removeAssignment(tx, context, tenantOf(context.consumer), scenarioName)),
    deleteAutomaticScenarioAssignmentsForSelector: (_root, { selector }, context) =>
      removeOfSelector(context, selector),
    async createScenarioRule(_root, { in: input }, context) {
      const rules = rulesOf(input, context);
      await context.write((tx) => createRules(tx, context, tenantOf(context.consumer), rules));
      const [rule] = grouped(rules);
      if (!rule) throw new Error('a rule matches at least one kind of objects');
      return rule;
    },
    deleteScenarioRule: (_root, { scenario, matches }, context) =>
      context.write(async (tx) => {
        const tenantId = tenantOf(context.consumer);
        await lockLandscape(tx, tenantId);
        const rules = await rulesIn(tx, tenantId, { scenario, matches: matches ?? null });
        await removeRules(tx, context, tenantId, rules);
        return grouped(rules);
      }),
    deleteAutomaticScenarioAssignmentForSelector: (_root, { selector }, context) => removeOfSelector(context, selector),
  },
} satisfies Resolvers;
