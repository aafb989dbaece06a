import { expect, it } from 'vitest';
import { checkLabelInput, checkLabelValue, isLabelKey, labelsRule, narrowLabels } from './label.ts';

const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);

it.each(['a', 'A_9', 'k'.repeat(256)])('%s can be the key of a label', (key) => expect(isLabelKey(key)).toBe(true));
it.each(['', 'a-b', 'a b', 'ä', 'a\0', 'k'.repeat(257)])('%j cannot be the key of a label', (key) => {
  expect(isLabelKey(key)).toBe(false);
});

it.each([false, 0, '', [], {}])('the value %j counts as blank when a label is set', (value) => {
  expect(() => checkLabelInput('a', value)).toThrow('validation error for type LabelInput: value: cannot be blank.');
});

it('takes any value but null and bottomless ones in the labels of an input', () => {
  expect(labelsRule({ a: false, b: 0, c: '', d: [] })).toBeNull();
  expect(labelsRule({ a: null, b: deep })).toBe('(a: cannot be blank; b: is nested too deeply.)');
  expect(() => checkLabelInput('a', deep)).toThrow('value: is nested too deeply.');
});

it('words a value that its definition does not accept like the reference', () => {
  expect(() => checkLabelValue('tier', ['x'], '{"items":{"enum":["a","b"]}}')).toThrow(
    `while validating Label value for 'tier': while validating value ["x"] against JSON Schema: {"items":{"enum":["a","b"]}}: 0: 0 must be one of the following: "a", "b"`,
  );
});

it('narrows labels to own members only', () => {
  expect(narrowLabels({ a: 1, b: 2 }, 'a')).toEqual({ a: 1 });
  expect(narrowLabels({ a: 1 }, 'toString')).toEqual({});
  expect(narrowLabels({ a: 1 }, null)).toEqual({ a: 1 });
});
