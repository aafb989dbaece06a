import { expect, test } from 'vitest';
import { labelProblem, labelValue } from './draft.ts';
import { readDraftFile } from './draftFile.ts';

test('a file says name, labels and scenarios, in YAML or in JSON', () => {
  const expected = {
    name: 'orders',
    labels: [
      { id: 0, key: 'team', value: 'blue' },
      { id: 1, key: 'tiers', value: '["a","b"]' },
    ],
    scenarios: ['campaign'],
  };
  expect(readDraftFile('name: orders\nlabels:\n  team: blue\n  tiers: [a, b]\nscenarios: [campaign]')).toEqual(
    expected,
  );
  expect(
    readDraftFile('{"name":"orders","labels":{"team":"blue","tiers":["a","b"],"scenarios":["campaign"]}}'),
  ).toEqual(expected);
});

test.each([
  ['- a', 'has to hold fields'],
  ['name: [a', 'neither YAML nor JSON'],
  ['nmae: orders', 'Unknown: nmae'],
  ['name: 3', 'name has to be text'],
  ['scenarios: campaign', 'scenarios has to be a list'],
  ['labels: [a]', 'labels has to be'],
])('%s is refused with what to correct', (text, problem) => {
  expect(() => readDraftFile(text)).toThrow(problem);
});

test('a label may be typed as JSON or as it is', () => {
  expect(labelValue('["a"]')).toEqual(['a']);
  expect(labelValue('blue')).toBe('blue');
  expect(labelValue('3')).toBe(3);
});

test('labels without key, twice, or without value are explained', () => {
  expect(labelProblem([{ id: 0, key: '', value: 'x' }])).toContain('needs a key');
  expect(labelProblem([{ id: 0, key: 'a b', value: 'x' }])).toContain('letters, digits');
  expect(labelProblem([{ id: 0, key: 'scenarios', value: 'x' }])).toContain('chosen below');
  expect(
    labelProblem([
      { id: 0, key: 'a', value: 'x' },
      { id: 1, key: 'a', value: 'y' },
    ]),
  ).toContain('twice');
  expect(labelProblem([{ id: 0, key: 'a', value: ' ' }])).toContain('needs a value');
  expect(labelProblem([{ id: 0, key: 'a', value: '1' }])).toBeNull();
});
