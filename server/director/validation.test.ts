import { describe, expect, it } from 'vitest';
import {
  all,
  check,
  dnsName,
  elements,
  entries,
  fields,
  labelKey,
  length,
  nonEmptyIfGiven,
  printable,
  type Rule,
  required,
  schemedUrl,
  url,
} from './validation.ts';

const dnsText =
  "[a DNS-1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')]";

const cases: [name: string, rule: Rule, value: unknown, problem: string | null][] = [
  ['required', required, 'x', null],
  ...[null, undefined, '', 0, false, [], {}].map(
    (value) => ['required', required, value, 'cannot be blank'] as [string, Rule, unknown, string],
  ),
  ['nonEmptyIfGiven', nonEmptyIfGiven, null, null],
  ['nonEmptyIfGiven', nonEmptyIfGiven, '', 'cannot be blank'],
  ['length(0,3)', length(0, 3), 'äöü', null],
  ['length(0,3)', length(0, 3), '😀😀😀', null],
  ['length(0,3)', length(0, 3), 'abcd', 'the length must be no more than 3'],
  ['length(2,3)', length(2, 3), 'a', 'the length must be between 2 and 3'],
  ['length(2,3)', length(2, 3), '', null],
  ['length(2,3)', length(2, 3), null, null],
  ['length(0,3)', length(0, 3), 'a\0', 'must not contain the NUL character'],
  ['dnsName', dnsName, 'a.b-c.d2', null],
  ['dnsName', dnsName, 'a'.repeat(36), null],
  ['dnsName', dnsName, 'a'.repeat(37), 'must be no more than 36 characters'],
  ['dnsName', dnsName, 'ä'.repeat(19), 'must be no more than 36 characters'],
  ['dnsName', dnsName, '1a', 'cannot start with digit'],
  ...['A', 'a_b', '-a', 'a-', 'a..b', '.a', 'a b', 'a\n'].map(
    (value) => ['dnsName', dnsName, value, dnsText] as [string, Rule, unknown, string],
  ),
  ['printable', printable, ' ~', null],
  ['printable', printable, 'ä', 'must contain printable ASCII characters only'],
  ['printable', printable, 'a\n', 'must contain printable ASCII characters only'],
  ['labelKey', labelKey, 'aZ_9', null],
  ['labelKey', labelKey, 'a-b', 'must be in a valid format'],
  ['labelKey', labelKey, 'a\n', 'must be in a valid format'],
  ...['example.com', 'localhost:3000', 'http://localhost', 'https://a.b/c?d=e#f', 'ws://x/y', '10.0.0.1:80/a'].map(
    (value) => ['url', url, value, null] as [string, Rule, unknown, null],
  ),
  ...[
    'word',
    'a.b',
    'http://',
    'a b.com',
    '.example.com',
    'javascript://x.y',
    `a.${'b'.repeat(2100)}`,
    'http://.a',
  ].map((value) => ['url', url, value, 'must be a valid URL'] as [string, Rule, unknown, string]),
  ['schemedUrl', schemedUrl, 'https://example.com', null],
  ['schemedUrl', schemedUrl, '', null],
  ['schemedUrl', schemedUrl, 'example.com', 'is not valid URL'],
  ['schemedUrl', schemedUrl, 'https://a b', 'must be a valid URL'],
];

describe('a rule', () => {
  it.each(cases)('%s', (_name, rule, value, problem) => expect(rule(value)).toBe(problem));

  it('reports the first problem of several', () => {
    expect(all(required, dnsName)('')).toBe('cannot be blank');
    expect(all(required, dnsName)('1')).toBe('cannot start with digit');
    expect(all(required, dnsName)('a')).toBeNull();
  });
});

describe('the message', () => {
  it('names the type, the field and the problem with a full stop', () => {
    expect(() => check('RuntimeInput', { name: required }, {})).toThrow(
      /^validation error for type RuntimeInput: name: cannot be blank\.$/,
    );
  });

  it('lists fields in alphabetical order with one final full stop', () => {
    expect(() =>
      check('RuntimeInput', { name: required, description: length(0, 2) }, { name: '', description: 'abc' }),
    ).toThrow(
      /^validation error for type RuntimeInput: description: the length must be no more than 2; name: cannot be blank\.$/,
    );
  });

  it('puts nested problems in parentheses with a full stop of their own', () => {
    const rules = { labels: entries(all(required, labelKey)), list: elements(fields({ url })) };
    expect(() => check('T', rules, { labels: { 'b-b': 1, 'a-a': 1 }, list: [{ url: 'a.de' }, { url: 'no' }] })).toThrow(
      'validation error for type T: labels: (a-a: must be in a valid format; b-b: must be in a valid format.); list: (1: (url: must be a valid URL.).).',
    );
  });

  it('is not made when nothing is wrong', () => {
    expect(() => check('T', { labels: entries(required), list: elements(required) }, {})).not.toThrow();
  });
});
