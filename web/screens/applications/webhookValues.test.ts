import { expect, test } from 'vitest';
import { merged } from '../../twoPeople/merge.ts';
import { emptyAuth } from './authDraft.ts';
import { authOf, valuesOf, webhookInput } from './webhookValues.ts';

const basic = {
  credential: { __typename: 'BasicCredentialData' as const, username: 'u', password: 'p' },
  additionalHeaders: null,
  additionalQueryParams: null,
  requestAuth: null,
};
const stored = (more: object) => ({ id: 'w', url: 'https://a', auth: null, hasAuth: false, updatedAt: '1', ...more });
const keep = { kind: 'KEEP' as const, ...emptyAuth };

test('an authentication kept as it was gives way to the one a colleague has set meanwhile', () => {
  const base = valuesOf(stored({ auth: basic, hasAuth: true }));
  const theirs = valuesOf(stored({ auth: { ...basic, credential: { ...basic.credential, password: 'new' } } }));
  const yours = { url: 'https://b', auth: authOf(keep, base) };
  const input = webhookInput(merged(base, theirs, yours));
  expect(input.url).toBe('https://b');
  expect(input.auth?.credential).toEqual({ basic: { username: 'u', password: 'new' } });
});

test('one that may not be read is seen to have changed, and never sent as if it were known', () => {
  const base = valuesOf(stored({ hasAuth: true }));
  const theirs = valuesOf(stored({ hasAuth: true, updatedAt: '2' }));
  expect(theirs).not.toEqual(base);
  expect(() => webhookInput(theirs)).toThrow(/may not read the authentication/);
  expect(webhookInput({ ...theirs, auth: authOf({ ...keep, kind: 'NONE' }, base) }).auth).toBeNull();
});
