import type { RunningCompass } from '../../../e2e/fixtures/server.ts';
import { type Figure, medianMs } from '../measure.ts';

const filter = '{ tokens: [{ key: "label.env", value: "prod" }, { key: "name", value: "99", negated: true }] }';
const member = 'memberships { scenario } labels';

/** By table: a filter, an order that is not the one rows come in, every facet, 100 rows. */
const tables = {
  applicationTable: { ask: `filter: ${filter}, order: { by: "state" }`, fields: member },
  runtimeTable: { ask: `filter: ${filter}, order: { by: "state" }`, fields: member },
  scenarioTable: { ask: 'order: { by: "attention", descending: true }', fields: 'applicationCount runtimeCount' },
} as const;

const query = (table: keyof typeof tables) =>
  `{ ${table}(${tables[table].ask}, first: 100) { totalCount pageCursors facets { key values { value count } }
    data { id name ${tables[table].fields} } } }`;

const counts = `{ tableCounts(table: APPLICATIONS, filters: [{ tokens: [{ key: "state", value: "failed" }] },
  { tokens: [{ key: "state", value: "attention" }] }, { words: "provider-1" }]) }`;

/** What the server needs for tables over 10,000 entities: after a change everything is derived anew, else it is kept. */
export async function answers(compass: RunningCompass): Promise<Figure[]> {
  const figures: Figure[] = [];
  const all = [
    ...(Object.keys(tables) as (keyof typeof tables)[]).map((name) => [name, query(name)]),
    ['tableCounts', counts],
  ];
  for (const [name, text] of all as [string, string][]) {
    const after: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      await compass.graphql('mutation ($name: String!) { createScenario(name: $name) { id } }', {
        name: `${name}-${round}`,
      });
      after.push(await medianMs(1, () => compass.graphql(text)));
    }
    const first = after.sort((a, b) => a - b)[3] ?? Number.NaN;
    const again = await medianMs(9, () => compass.graphql(text));
    figures.push(
      { name: `${name}: answer right after a change (median of 7)`, value: first, unit: 'ms', limit: 500 },
      { name: `${name}: answer while nothing changes (median of 9)`, value: again, unit: 'ms', limit: 300 },
    );
  }
  return figures;
}
