import { explainPair } from '../../landscape/explain.ts';
import { indexFacts } from '../../landscape/impact.ts';
import { getApplication } from '../director/application.store.ts';
import { readReach } from '../director/ownership.ts';
import { findRuntime, getRuntime } from '../director/runtime.store.ts';
import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { notFound } from '../shared/errors.ts';
import { pageOf, toPage } from '../shared/page.ts';
import { nextChange } from './at.store.ts';
import { landscapeAt, pastOf, previousSequence } from './at.ts';
import { membershipBeginnings } from './beginning.ts';
import { apply, asApplied, changesFrom, preview } from './changes.ts';
import { applicationsForRuntime, eventsUrlFor } from './configuration.ts';
import { connect, disconnect, pagePairs, requirePair } from './connecting.ts';
import { eventsUrls, findScenarios, scenarioCounts } from './connection.store.ts';
import { deleteDefaultEventing, setDefaultEventing } from './eventing.ts';
import { loadExample } from './example.ts';
import { loadFactsAround, readTenant } from './facts.store.ts';
import { applicationsById, runtimesById } from './landscape.store.ts';
import { loadLandscape } from './landscape.ts';
import { landscapeChanges } from './live.ts';
import { scenariosOf } from './membership.store.ts';
import { createScenario, deleteScenario, renameScenario } from './scenarios.ts';

const tenantIn = (context: RequestContext) => tenantOf(context.consumer);

/** Both sides of a pair exist as long as the operation has not removed them. */
async function present<T>(row: Promise<T | undefined>): Promise<T> {
  const found = await row;
  if (found === undefined) throw notFound();
  return found;
}

/** Scenarios, connections, what-if and the live feed (product.md 4 and 7). */
export const landscapeResolvers = {
  Query: {
    landscape(_root, { at, sequence }, context) {
      const past = pastOf(at ?? null, sequence ?? null);
      return past
        ? landscapeAt(context.read, context, tenantIn(context), past)
        : loadLandscape(context.read, context, tenantIn(context));
    },
    async connections(_root, { applicationID, runtimeID, states, ...args }, context, info) {
      const { consumer, read } = context;
      const page = pageOf(args, info, consumer);
      const reach = readReach(consumer, tenantOf(consumer));
      if (applicationID) await getApplication(read, reach, applicationID);
      if (runtimeID) await getRuntime(read, reach, runtimeID);
      const filter = { applicationID: applicationID ?? null, runtimeID: runtimeID ?? null, states: states ?? null };
      const { rows, totalCount } = await pagePairs(context, tenantOf(consumer), filter, page);
      return toPage(rows, totalCount, page);
    },
    async explainPair(_root, { applicationID, runtimeID }, context) {
      const { read, settings } = context;
      await requirePair(read, context, { applicationID, runtimeID });
      const tenant = await readTenant(read, tenantIn(context));
      const around = { objectIds: [applicationID, runtimeID], scenarios: [] };
      const { facts } = await loadFactsAround(read, tenant, settings.defaultScenario, around);
      const answer = explainPair(indexFacts(facts), applicationID, runtimeID);
      if (!answer) throw notFound();
      const reach = readReach(context.consumer, tenant.id);
      const heldBy = answer.heldBy === null ? null : await findRuntime(read, reach, answer.heldBy);
      return { ...answer, heldBy: heldBy ?? null };
    },
    membershipBeginnings: (_root, args, context) => membershipBeginnings(context.read, tenantIn(context), args),
    previewChanges: (_root, { changes }, context) =>
      preview(context.read, context, tenantIn(context), changesFrom(changes)),
    async scenarios(_root, _args, context) {
      const counts = await scenarioCounts(context.read, tenantIn(context));
      const none = { applicationCount: 0, runtimeCount: 0, connectionCount: 0 };
      const rows = await findScenarios(context.read, tenantIn(context));
      return rows.map((row) => ({ ...row, ...(counts.get(row.id) ?? none) }));
    },
    async applicationsForRuntime(_root, { runtimeID, ...args }, context, info) {
      const page = pageOf(args, info, context.consumer, { unbounded: true });
      const { rows, totalCount } = await applicationsForRuntime(context, runtimeID, page);
      // A Runtime in no scenario: all page info is empty, whatever was asked for (director.md 4.1).
      const isAlone = totalCount === 0 && (await scenariosOf(context.read, [runtimeID])).size === 0;
      return toPage(rows, totalCount, isAlone ? { ...page, startCursor: '' } : page);
    },
  },
  Mutation: {
    async applyChanges(_root, { expectedVersion, changes }, context) {
      const action = 'landscape.changed';
      const { version, impact, result } = await context.write((tx) =>
        apply(tx, context, tenantIn(context), changesFrom(changes), { action, expectedVersion }),
      );
      return { version, impact, inverse: result.inverse.map(asApplied) };
    },
    connectApplication: (_root, pair, context) => context.write((tx) => connect(tx, context, pair, { replace: false })),
    switchConnection: (_root, pair, context) => context.write((tx) => connect(tx, context, pair, { replace: true })),
    disconnectApplication: (_root, { applicationID, runtimeID }, context) =>
      context.write((tx) => disconnect(tx, context, { applicationID, runtimeID: runtimeID ?? null })),
    setDefaultEventingForApplication: (_root, { appID, runtimeID }, context) =>
      context.write((tx) => setDefaultEventing(tx, context, { applicationID: appID, runtimeID })),
    deleteDefaultEventingForApplication: (_root, { appID }, context) =>
      context.write((tx) => deleteDefaultEventing(tx, context, appID)),
    createScenario: (_root, { name }, context) =>
      context.write((tx) => createScenario(tx, context, tenantIn(context), name)),
    renameScenario: (_root, args, context) =>
      context.write((tx) => renameScenario(tx, context, tenantIn(context), args)),
    deleteScenario: (_root, { name }, context) =>
      context.write((tx) => deleteScenario(tx, context, tenantIn(context), name)),
    async loadExampleLandscape(_root, _args, context) {
      await context.write((tx) => loadExample(tx, context, tenantIn(context)));
      return loadLandscape(context.read, context, tenantIn(context));
    },
  },
  Subscription: {
    landscapeChanged: {
      subscribe: (_root, { after }, context) => landscapeChanges(context, tenantIn(context), after ?? null),
      resolve: (change: unknown) => change as never,
    },
  },
  Landscape: {
    previousSequence: ({ sequence }, _args, context) => previousSequence(context.read, tenantIn(context), sequence),
    nextSequence: ({ sequence }, _args, context) => nextChange(context.read, tenantIn(context), sequence),
  },
  Connection: {
    application: ({ applicationId }, _args, context) => present(context.load(applicationsById, applicationId)),
    runtime: ({ runtimeId }, _args, context) => present(context.load(runtimesById, runtimeId)),
  },
  Application: {
    eventingConfiguration: async ({ id, name }, _args, context) => ({
      defaultURL: eventsUrlFor(name, await context.load(eventsUrls, id)),
    }),
  },
} satisfies Resolvers;
