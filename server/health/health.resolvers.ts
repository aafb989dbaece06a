import type { AgentReport, Resolvers } from '../graphql/director.generated.ts';
import { pageOf, toPage } from '../shared/page.ts';
import { healthChecks } from './checks.ts';
import { reportStatus } from './reporting.ts';
import { reportsOfRuntimes } from './runtimeReport.store.ts';
import type { RuntimeReport } from './runtimeReport.ts';

const onWire = ({ failures, writtenAt: _, ...report }: RuntimeReport): AgentReport => ({
  ...report,
  failures: failures.map(({ applicationId, applicationName, message, since }) => ({
    application: { id: applicationId, name: applicationName, kind: 'APPLICATION' },
    message,
    since,
  })),
});

/** What agents report, and what is known of everybody's health (product.md S5, director.md 20). */
export const healthResolvers = {
  Query: {
    async healthChecks(_root, { types, origin, ...args }, context, info) {
      const page = pageOf(args, info, context.consumer);
      const { rows, totalCount } = await healthChecks(context, { types: types ?? null, origin: origin ?? null }, page);
      return toPage(rows, totalCount, page);
    },
  },
  Mutation: {
    reportRuntimeStatus: async (_root, { in: input }, context) => onWire(await reportStatus(context, input)),
  },
  Runtime: {
    async agentReport({ id }, _args, { load }) {
      const report = await load(reportsOfRuntimes, id);
      return report ? onWire(report) : null;
    },
  },
} satisfies Resolvers;
