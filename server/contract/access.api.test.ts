import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopesIn } from '../access/roles.ts';
import { machineScopes } from '../connector/machineScopes.ts';
import { createDirectorSchema } from '../graphql/schema.ts';
import { allScopes } from '../graphql/scopes.ts';
import { expected, outcomeOf } from './access/cell.ts';
import { type ConsumerName, consumerNames, scopesOf } from './access/consumers.ts';
import { type Row, refused } from './access/row.ts';
import { hasRow, operationsOf, table } from './access/table.ts';
import { createWorld, type World } from './access/world.ts';

const operations = operationsOf(createDirectorSchema());
const inTable = operations.filter(hasRow);

/** What the table says about one consumer. */
function expectation(row: Row, consumer: ConsumerName): string {
  const required = row.requires.split(' ').filter(Boolean).sort();
  const actual = scopesOf(consumer);
  if (required.some((scope) => !actual.includes(scope))) {
    const text = `insufficient scopes provided, required: [${required.join(' ')}], actual: [${actual.join(' ')}]`;
    return refused('InsufficientScopes', text);
  }
  return row.but?.[consumer] ?? row.answers;
}

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.api.close());

describe('The access table', () => {
  it('has one row for every operation of the contract, and no other', () => {
    expect(Object.keys(table).sort()).toEqual(operations.map(({ field }) => field.name).sort());
  });

  it('says nothing that no consumer gets', () => {
    const idle = inTable.flatMap(({ field, row }) =>
      Object.entries(row.but ?? {}).flatMap(([consumer, outcome]) =>
        outcome === row.answers || expectation(row, consumer as ConsumerName) !== outcome
          ? [`${field.name}: ${consumer}`]
          : [],
      ),
    );
    expect(idle).toEqual([]);
  });

  it.each([
    ['viewer', 'VIEWER'],
    ['operator', 'OPERATOR'],
    ['administrator', 'ADMINISTRATOR'],
  ] as const)('holds for the scopes that %s really has', (consumer, role) => {
    expect([...scopesIn(role, { isDefault: true })].sort()).toEqual(scopesOf(consumer));
  });

  it('holds for the scopes that an administrator of another tenant really has', () => {
    expect([...scopesIn('ADMINISTRATOR', { isDefault: false })].sort()).toEqual(scopesOf('stranger'));
  });

  it.each([
    ['runtime', 'RUNTIME'],
    ['application', 'APPLICATION'],
    ['integrationSystem', 'INTEGRATION_SYSTEM'],
  ] as const)('holds for the scopes that the machine %s really has', (consumer, kind) => {
    expect([...machineScopes[kind]].sort()).toEqual(scopesOf(consumer));
  });

  it('holds for the scopes that automation really has', () => {
    expect([...allScopes].sort()).toEqual(scopesOf('automation'));
  });

  it.each(inTable.map((operation) => ({ ...operation, name: `${operation.kind} ${operation.field.name}` })))(
    'holds for the $name',
    async (operation) => {
      const actual: Record<string, string> = {};
      const wanted: Record<string, string> = {};
      for (const consumer of consumerNames) {
        wanted[consumer] = expected(expectation(operation.row, consumer), world);
        actual[consumer] = await outcomeOf(world, operation, consumer);
      }
      expect(actual).toEqual(wanted);
    },
  );
});
