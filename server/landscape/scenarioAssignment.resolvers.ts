import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { pageOf, toPage } from '../shared/page.ts';
import {
  countAssignments,
  listAssignments,
  type ScenarioAssignment,
  type Selector,
} from './scenarioAssignment.store.ts';
import {
  checkSelector,
  createAssignment,
  getAssignment,
  removeAssignment,
  removeAssignments,
} from './scenarioAssignment.ts';

const ofSelector = (context: RequestContext, selector: Selector) =>
  listAssignments(context.read, tenantOf(context.consumer), checkSelector(selector));

const create = (context: RequestContext, assignment: ScenarioAssignment) =>
  context.write((tx) => createAssignment(tx, context, tenantOf(context.consumer), assignment));

const removeOfSelector = (context: RequestContext, selector: Selector) =>
  context.write((tx) => removeAssignments(tx, context, tenantOf(context.consumer), selector));

/** Automatic scenario assignments, with the names they had before (director.md 9). */
export const scenarioAssignmentResolvers = {
  Query: {
    automaticScenarioAssignmentForScenario: (_root, { scenarioName }, { consumer, read }) =>
      getAssignment(read, tenantOf(consumer), scenarioName),
    automaticScenarioAssignmentsForSelector: (_root, { selector }, context) => ofSelector(context, selector),
    automaticScenarioAssignmentForSelector: (_root, { selector }, context) => ofSelector(context, selector),
    async automaticScenarioAssignments(_root, args, { consumer, read }, info) {
      const page = pageOf(args, info, consumer);
      const tenantId = tenantOf(consumer);
      const rows = await listAssignments(read, tenantId, undefined, page);
      return toPage(rows, await countAssignments(read, tenantId), page);
    },
  },
  Mutation: {
    createAutomaticScenarioAssignment: (_root, { in: input }, context) => create(context, input),
    setAutomaticScenarioAssignment: (_root, { in: input }, context) => create(context, input),
    deleteAutomaticScenarioAssignmentForScenario: (_root, { scenarioName }, context) =>
      context.write((tx) => removeAssignment(tx, context, tenantOf(context.consumer), scenarioName)),
    deleteAutomaticScenarioAssignmentsForSelector: (_root, { selector }, context) =>
      removeOfSelector(context, selector),
    deleteAutomaticScenarioAssignmentForSelector: (_root, { selector }, context) => removeOfSelector(context, selector),
  },
} satisfies Resolvers;
