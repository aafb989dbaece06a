import { buildASTSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { docsOf, rootsOf, searchDocs } from './docs.ts';
import { asText, examples } from './examples.ts';

const contract = import.meta.glob<string>(
  ['../../../../server/contract/*.graphql', '../../../../server/contract/console/*.graphql', '!**/connector.graphql'],
  { query: '?raw', import: 'default', eager: true },
);
const schema = buildASTSchema(parse(Object.values(contract).join('\n')), { assumeValidSDL: true });

test('every example is a valid operation of the contract', () => {
  for (const { title, query } of examples) {
    expect([title, validate(schema, parse(asText(query))).map(({ message }) => message)]).toEqual([title, []]);
  }
});

test('a type is told with fields, arguments, defaults and what it stands for', () => {
  const query = docsOf(schema, 'Query');
  expect(query?.kind).toBe('Object');
  expect(query?.fields.find(({ name }) => name === 'connections')?.args).toContainEqual({
    name: 'first',
    type: 'Int',
    named: 'Int',
    description: null,
    defaultText: '100',
  });
  expect(docsOf(schema, 'CertificateState')?.fields.map(({ name }) => name)).toContain('EXPIRED');
  expect(docsOf(schema, 'Pageable')?.related?.names).toContain('ApplicationPage');
  expect(docsOf(schema, 'Nothing')).toBeNull();
});

test('what is searched for by the beginning of its name comes first, and the rest is counted', () => {
  const { hits, totalCount } = searchDocs(schema, 'applications');
  expect(hits[0]).toEqual({ type: expect.any(String), field: 'applications' });
  expect(searchDocs(schema, 'e').hits).toHaveLength(60);
  expect(searchDocs(schema, 'e').totalCount).toBeGreaterThan(60);
  expect(totalCount).toBeGreaterThan(1);
  expect(rootsOf(schema).map(({ name }) => name)).toEqual(['Query', 'Mutation', 'Subscription']);
});
