import { describe, expect, it } from 'vitest';
import type { Consumer } from '../shared/consumer.ts';
import { changeReach, mayAssignScenarios, readReach, requireRegistrar } from './ownership.ts';

const consumer = (type: Consumer['type'], ...scopes: string[]) => ({ type, id: 'me', scopes: new Set(scopes) });
const everything = { tenantId: 't', application: null, sharingWith: null, runtime: null };

describe('reach', () => {
  it.each([
    ['USER', everything, everything],
    ['AUTOMATION', everything, everything],
    ['INTEGRATION_SYSTEM', everything, everything],
    [
      'RUNTIME',
      { ...everything, sharingWith: 'me', runtime: 'me' },
      { ...everything, sharingWith: 'me', runtime: 'me', application: '' },
    ],
    [
      'APPLICATION',
      { ...everything, application: 'me', runtime: '' },
      { ...everything, application: 'me', runtime: '' },
    ],
    ['ANONYMOUS', { ...everything, application: '', runtime: '' }, { ...everything, application: '', runtime: '' }],
  ] as const)('of %s', (type, read, change) => {
    expect(readReach(consumer(type), 't')).toEqual(read);
    expect(changeReach(consumer(type), 't')).toEqual(change);
  });
});

it.each([
  ['USER', true],
  ['AUTOMATION', true],
  ['RUNTIME', false],
  ['APPLICATION', false],
  ['INTEGRATION_SYSTEM', false],
  ['ANONYMOUS', false],
] as const)('%s with the scope may assign scenarios: %s', (type, may) => {
  expect(mayAssignScenarios(consumer(type, 'landscape:write'))).toBe(may);
  expect(mayAssignScenarios(consumer(type))).toBe(false);
});

it('registering is for people, automation and integration systems', () => {
  expect(() => requireRegistrar(consumer('USER'), 'a Runtime')).not.toThrow();
  expect(() => requireRegistrar(consumer('INTEGRATION_SYSTEM'), 'a Runtime')).not.toThrow();
  expect(() => requireRegistrar(consumer('RUNTIME'), 'a Runtime')).toThrow(
    'only an administrator or automation registers a Runtime',
  );
});
