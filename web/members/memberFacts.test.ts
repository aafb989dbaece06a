import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { memberFacts } from './memberFacts.ts';
import type { ApplicationRow } from './rows.ts';

const orders: ApplicationRow = {
  ...{ kind: 'APPLICATION', id: 'a1', name: 'orders: "all"', description: null, providerName: 'Northwind' },
  ...{ updatedAt: 0, reachable: 1, finding: { family: 'connected', word: 'Connected' } },
  connected: [{ id: 'r1', name: 'eu', since: 60_000, pending: true, through: ['campaign'] }],
  scenarios: [{ name: 'campaign', origin: 'rule' }],
};

test('what an object is stands in it once, and any text survives', () => {
  const facts = memberFacts(orders, { scenarios: ['campaign'], env: 'prod', sizes: [1, 2], note: 'a: b\n# c' });
  expect(parse(stringify(facts))).toEqual({
    kind: 'Application',
    id: 'a1',
    name: 'orders: "all"',
    description: null,
    providerName: 'Northwind',
    labels: { env: 'prod', sizes: [1, 2], note: 'a: b\n# c' },
    scenarios: [{ name: 'campaign', origin: 'rule' }],
    connections: [
      {
        runtime: { id: 'r1', name: 'eu' },
        since: '1970-01-01T00:01:00.000Z',
        scenarios: ['campaign'],
        fetchedByAgent: false,
      },
    ],
    updatedAt: '1970-01-01T00:00:00.000Z',
  });
});
