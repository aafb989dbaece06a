import { expect, test } from 'vitest';
import { whatGoes, whoIsRefused } from './tenantWords.ts';

test('only what a tenant has is named as refused', () => {
  expect(whoIsRefused({ people: 0, applications: 0, runtimes: 0 })).toBe(
    'It has no people, runtimes or applications. API tokens of it are refused from now on.',
  );
  expect(whoIsRefused({ people: 0, applications: 1, runtimes: 0 })).toBe(
    'With their next request 1 application is refused, and so are API tokens of it.',
  );
  expect(whoIsRefused({ people: 2, applications: 3, runtimes: 1 })).toBe(
    'With their next request 2 people, 1 runtime and 3 applications are refused, and so are API tokens of it.',
  );
});

test('an empty tenant loses no objects', () => {
  expect(whatGoes({ applications: 0, runtimes: 0 })).toBe(
    'all scenarios, certificates, API tokens and the activity log',
  );
  expect(whatGoes({ applications: 2, runtimes: 1 })).toMatch(/^2 applications, 1 runtime, all scenarios/);
});
