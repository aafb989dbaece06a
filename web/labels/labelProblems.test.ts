import { expect, test } from 'vitest';
import { labelProblems, labelValueProblem } from './labelProblems.ts';

test('a key and a JSON value are needed', () => {
  expect(labelProblems('team', '"retail"')).toEqual({});
  expect(labelProblems('', '')).toEqual({ key: 'A key is needed.', value: 'A value is needed.' });
  expect(labelProblems('a-b', '1')).toEqual({ key: 'Letters, digits and _ only.' });
  expect(labelProblems('team', 'retail')['value']).toMatch(/^This is not JSON/);
});

test('scenarios are not changed as a label', () => {
  expect(labelProblems('scenarios', '["campaign"]')).toHaveProperty('key');
});

test('a schema problem is told without the schema', () => {
  const text =
    'while creating label for Application: while validating Label value for \'env\': while validating value 1 against JSON Schema: {"type":"string","pattern":"}"}: (root): Invalid type. Expected: string, given: integer';
  expect(labelValueProblem(new Error(text))).toBe(
    'Does not fit the schema of this key: Invalid type. Expected: string, given: integer',
  );
  expect(labelValueProblem(new Error('Object was not found'))).toBeNull();
});
