import { expect, test } from 'vitest';
import { labelKeyProblem, labelProblems, labelValueProblem } from './labelProblems.ts';

test('a key and a JSON value are needed', () => {
  expect(labelProblems('RUNTIME', 'team', '"retail"')).toEqual({});
  expect(labelProblems('RUNTIME', '', '')).toEqual({ key: 'A key is needed.', value: 'A value is needed.' });
  expect(labelProblems('RUNTIME', 'a-b', '1')).toEqual({ key: 'Letters, digits and _ only.' });
  expect(labelProblems('RUNTIME', 'team', 'retail')['value']).toMatch(/^This is not JSON/);
});

test('scenarios are not changed as a label', () => {
  expect(labelProblems('RUNTIME', 'scenarios', '["campaign"]')).toHaveProperty('key');
});

test('what Compass keeps of an application is not set by hand; a runtime may have a label of that key', () => {
  expect(labelKeyProblem('APPLICATION', 'name')).toContain('Kept by Compass');
  expect(labelProblems('APPLICATION', 'integrationSystemID', '"a"')).toHaveProperty('key');
  expect(labelKeyProblem('RUNTIME', 'name')).toBeNull();
  expect(labelKeyProblem('APPLICATION', 'constructor')).toBeNull();
});

test('a schema problem is told without the schema', () => {
  const text =
    'while creating label for Application: while validating Label value for \'env\': while validating value 1 against JSON Schema: {"type":"string","pattern":"}"}: (root): Invalid type. Expected: string, given: integer';
  expect(labelValueProblem(new Error(text))).toBe(
    'Does not fit the schema of this key: Invalid type. Expected: string, given: integer',
  );
  expect(labelValueProblem(new Error('Object was not found'))).toBeNull();
});
