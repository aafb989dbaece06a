import { expect, test } from 'vitest';
import { filledIn, inputAsJson, placeholdersIn, readInput } from './templateText.ts';

test('GraphQL text becomes JSON', () => {
  const text =
    '{name: "{{name}}", labels: {a: [1, true, null]}, webhooks: [{type: CONFIGURATION_CHANGED, url: "https://{{host}}"}]}';
  expect(JSON.parse(inputAsJson(text))).toEqual({
    name: '{{name}}',
    labels: { a: [1, true, null] },
    webhooks: [{ type: 'CONFIGURATION_CHANGED', url: 'https://{{host}}' }],
  });
});

test('placeholders are found once each', () => {
  expect(placeholdersIn('{{a}} {{b}} {{a}} {x} {{}} {{ no }} {{c}}}')).toEqual(['a', 'b', 'c']);
});

test('what cannot be an input is refused in words', () => {
  for (const text of ['', '{', '[]', 'null', '"x"', '{}', '{"name": 7}'])
    expect(readInput(text)).toHaveProperty('problem');
  expect(readInput('{"name": "{{name}}"}')).toEqual({ input: { name: '{{name}}' } });
});

test('values take the place of placeholders, whatever they contain', () => {
  expect(filledIn('orders-{{region}}-{{n}}', { region: '$&', n: '' })).toBe('orders-$&-{{n}}');
});
