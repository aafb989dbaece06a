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

test('labels without key, twice, or without value are explained at the field that is wrong', () => {
  const label = (key: string, value = 'x', id = 0) => ({ id, key, value });
  expect(labelProblem([label('')])).toMatchObject({
    at: 0,
    field: 'key',
    text: expect.stringContaining('needs a key'),
  });
  expect(labelProblem([label('a b')])?.text).toContain('letters, digits');
  expect(labelProblem([label('scenarios')])?.text).toContain('chosen below');
  expect(labelProblem([label('a'), label('a', 'y', 1)])).toMatchObject({
    at: 1,
    text: expect.stringContaining('twice'),
  });
  expect(labelProblem([label('a'), label('b', ' ', 1)])).toMatchObject({ at: 1, field: 'value' });
  expect(labelProblem([label('a', '1')])).toBeNull();
});
