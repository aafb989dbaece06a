import type { Consumer } from '../../server/shared/consumer.ts';
import { agent2020, agent2024 } from '../../server/testing/agentDocuments.ts';
import { createApi } from '../../server/testing/api.ts';
import { freshSqlite } from '../../server/testing/databases.ts';
import { countStatements } from '../../server/testing/statements.ts';
import { registerAgentData } from './agentData.ts';
import { crowd } from './crowd.ts';
import { type Figure, percentile } from './measure.ts';

/** A tenant with this many entities beside what the Runtime fetches; nothing answers from memory here. */
async function openTenant(entities: number) {
  const database = await freshSqlite();
  const api = await createApi(async () => database);
  const id = await registerAgentData(api.data);
  await crowd(database, api.tenantId, entities);
  const scopes = new Set(['runtime:read', 'runtime:write', 'application:read']);
  const runtime: Consumer = { type: 'RUNTIME', id, name: 'bench', tenantId: api.tenantId, scopes };
  const fetch = (document: (id: string) => string) => api.data(document(id), {}, runtime);
  return {
    fetch,
    async timed(document: (id: string) => string) {
      const startedAt = performance.now();
      await fetch(document);
      return performance.now() - startedAt;
    },
    close: api.close,
  };
}

const rounds = 41;

/** What a fetch costs in a tenant of 100,000 entities beside one of 1,000, in turn; and how many statements it takes. */
export async function bench(): Promise<Figure[]> {
  const small = await openTenant(1000);
  const large = await openTenant(100_000);
  const figures: Figure[] = [];
  try {
    for (const [year, document] of [
      ['2020', agent2020],
      ['2024', agent2024],
    ] as const) {
      for (let round = 0; round < 10; round += 1) await Promise.all([small.timed(document), large.timed(document)]);
      const ratios: number[] = [];
      const costs: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const before = await small.timed(document);
        const crowded = await large.timed(document);
        const after = await small.timed(document);
        ratios.push((2 * crowded) / (before + after));
        costs.push(crowded);
      }
      const { statements } = await countStatements(() => large.fetch(document));
      figures.push(
        { name: `agent ${year}: SQL statements of a fetch`, value: statements.length, unit: '', limit: 12 },
        {
          name: `agent ${year}, computed: 100,000 entities / 1,000 in the tenant`,
          value: percentile(ratios, 0.5),
          unit: 'x',
          limit: 1.3,
        },
        { name: `agent ${year}, computed among 100,000`, value: percentile(costs, 0.5), unit: 'ms' },
      );
    }
  } finally {
    await small.close();
    await large.close();
  }
  return figures;
}
