import { expect, test } from 'vitest';
import { problemInWords } from './problemWords.ts';

const dnsName =
  "validation error for type ApplicationRegisterInput: name: [a DNS-1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')].";

test.each([
  [
    dnsName,
    'Name: Lower-case letters, digits, - and . only; starts with a letter, ends with a letter or digit, at most 36 characters.',
  ],
  [
    'while validating Label value for \'tier\': while validating value "bronze" against JSON Schema: {"enum":["gold","silver"],"type":"string"}: (root): (root) must be one of the following: "gold", "silver"',
    'Label tier: Does not fit the schema of this key: must be one of the following: "gold", "silver".',
  ],
  [
    'Invalid data Scenario [name=must have 2 to 128 characters, begin and end with a letter or digit]',
    'Its name must have 2 to 128 characters, begin and end with a letter or digit.',
  ],
  [
    'The scenario x! cannot be created: Invalid data Scenario [name=must have 2 to 128 characters]',
    'The scenario x! cannot be created: The name must have 2 to 128 characters.',
  ],
  ['something else', 'Something else.'],
])('%s', (problem, words) => {
  expect(problemInWords(problem)).toBe(words);
});
