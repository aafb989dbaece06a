import { expect, test } from 'vitest';
import { groupScopes } from './scopeGroups.ts';

test('scopes stand beside each other by what they are about', () => {
  expect(groupScopes(['runtime:write', 'application.auths:read', 'runtime:read'])).toEqual([
    { noun: 'Application auths', scopes: [{ scope: 'application.auths:read', verb: 'read' }] },
    {
      noun: 'Runtime',
      scopes: [
        { scope: 'runtime:read', verb: 'read' },
        { scope: 'runtime:write', verb: 'write' },
      ],
    },
  ]);
});
