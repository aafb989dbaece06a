import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectorSchema } from '../graphql/schema.ts';
import { filled } from './access/cell.ts';
import { consumerNames } from './access/consumers.ts';
import { type SecretRow, secretRows } from './access/secrets.ts';
import { createWorld, type World } from './access/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.api.close());

/** Every field that answers an Auth object. */
const secretFields = Object.values(createDirectorSchema().getTypeMap()).flatMap((type) =>
  isObjectType(type)
    ? Object.values(type.getFields()).flatMap((field) =>
        String(field.type).replaceAll(/[[\]!]/g, '') === 'Auth' ? [`${type.name}.${field.name}`] : [],
      )
    : [],
);

async function answered({ ask, secret }: SecretRow, as: keyof World['consumers']): Promise<string> {
  const { api, consumers, ids } = world;
  const { data } = await api.run(`{ ${filled(ask, ids, (id) => JSON.stringify(id))} }`, {}, consumers[as]);
  const text = JSON.stringify(data ?? null);
  if (text.includes(filled(secret, ids, (id) => id))) return 'value';
  return text.includes('"id"') ? 'null' : 'out of reach';
}

describe('Secrets', () => {
  it('have a row for every field that answers credentials', () => {
    const rows = new Set(Object.keys(secretRows).map((name) => name.replace(/ .*/, '')));
    expect(secretFields.length).toBeGreaterThan(3);
    expect(secretFields.filter((field) => !rows.has(field))).toEqual([]);
  });

  it.each(Object.entries(secretRows))('in %s show to whom the table says', async (_name, row) => {
    const actual: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const consumer of consumerNames) {
      wanted[consumer] = row.value.includes(consumer) ? 'value' : row.null.includes(consumer) ? 'null' : 'out of reach';
      actual[consumer] = await answered(row, consumer);
    }
    expect(actual).toEqual(wanted);
  });
});
