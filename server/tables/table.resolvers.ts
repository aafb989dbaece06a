import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { Resolvers, StateFamily, TableFilterInput, TableOrderInput } from '../graphql/director.generated.ts';
import { invalidData } from '../shared/errors.ts';
import { type FieldSource, type PageArguments, pageOf } from '../shared/page.ts';
import { type ApplicationAnswer, answerOf, type RuntimeAnswer, type ScenarioAnswer } from './answer.ts';
import { currentRows } from './currentRows.ts';
import { filterFrom, type TableFilter } from './filter.ts';
import type { TableRows } from './rows.ts';
import { countMatches, type TableWords } from './table.ts';
import { applicationWords, runtimeWords, scenarioWords } from './words.ts';

interface TableArguments extends PageArguments {
  filter?: TableFilterInput | null;
  order?: TableOrderInput | null;
}

const mostFilters = 50;

async function tableOf<Row>(
  context: RequestContext,
  args: TableArguments,
  info: FieldSource,
  rowsOf: (all: TableRows) => readonly Row[],
  words: TableWords<Row>,
) {
  const page = pageOf(args, info, context.consumer);
  const all = await currentRows(context, tenantOf(context.consumer));
  const order = { by: args.order?.by ?? 'name', descending: args.order?.descending === true };
  return answerOf(rowsOf(all), words, { filter: filterFrom(args.filter), order, now: all.at }, page);
}

const counted = { facets: <T>({ facets }: { facets: () => T }): T => facets() };

/** The tables of the console. */
export const tableResolvers = {
  Query: {
    applicationTable: (_root, args, context, info): Promise<ApplicationAnswer> =>
      tableOf(context, args, info, ({ applications }) => applications, applicationWords),
    runtimeTable: (_root, args, context, info): Promise<RuntimeAnswer> =>
      tableOf(context, args, info, ({ runtimes }) => runtimes, runtimeWords),
    scenarioTable: (_root, args, context, info): Promise<ScenarioAnswer> =>
      tableOf(context, args, info, ({ scenarios }) => scenarios, scenarioWords),
    async tableCounts(_root, { table, filters }, context) {
      if (filters.length > mostFilters) throw invalidData(`filters: at most ${mostFilters} at a time`);
      const all = await currentRows(context, tenantOf(context.consumer));
      const count = (filter: TableFilter) => {
        if (table === 'APPLICATIONS') return countMatches(all.applications, applicationWords, filter, all.at);
        if (table === 'RUNTIMES') return countMatches(all.runtimes, runtimeWords, filter, all.at);
        return countMatches(all.scenarios, scenarioWords, filter, all.at);
      };
      return filters.map((filter) => count(filterFrom(filter)));
    },
  },
  ApplicationTable: counted,
  RuntimeTable: counted,
  ScenarioTable: counted,
  TableFinding: { family: ({ family }) => family.toUpperCase() as StateFamily },
} satisfies Resolvers;
