import { describe, expect, test } from 'vitest';
import { claimValues, type Grant, identityProviderFrom, issuerFrom, rolesFor } from './identityProvider.ts';

const anywhere = () => null;

describe('Claims', () => {
  test.each([
    ['a text', { groups: 'admins' }, ['admins']],
    ['a list', { groups: ['a', 'b', 7, { no: 1 }, null] }, ['a', 'b', '7']],
    ['nothing', {}, []],
  ])('of %s have values', (_name, claims, values) => {
    expect([...claimValues(claims, 'groups')]).toEqual(values);
  });

  test('are found along a path, unless the name itself has dots', () => {
    expect([...claimValues({ realm_access: { roles: ['x'] } }, 'realm_access.roles')]).toEqual(['x']);
    expect([...claimValues({ 'https://a.b/roles': 'y' }, 'https://a.b/roles')]).toEqual(['y']);
  });
});

test('grants add up to the most powerful role in each tenant', () => {
  const grants: Grant[] = [
    { claimValue: '', tenantId: 't1', role: 'VIEWER' },
    { claimValue: 'admins', tenantId: 't1', role: 'ADMINISTRATOR' },
    { claimValue: 'ops', tenantId: 't1', role: 'OPERATOR' },
    { claimValue: 'ops', tenantId: 't2', role: 'OPERATOR' },
  ];
  expect([...rolesFor(grants, { groups: ['ops', 'admins'] }, 'groups')]).toEqual([
    ['t1', 'ADMINISTRATOR'],
    ['t2', 'OPERATOR'],
  ]);
  expect([...rolesFor(grants, {}, 'groups')]).toEqual([['t1', 'VIEWER']]);
  expect(rolesFor(grants.slice(1), { groups: 'others' }, 'groups').size).toBe(0);
});

test.each([
  ['http://id.example.com', /must begin with https/],
  ['ftp://id.example.com', /must begin with https/],
  ['id.example.com', /write the address/],
  ['https://id.example.com/?a=1', /neither a query/],
])('%s is no issuer', (address, text) => {
  expect(() => issuerFrom(address, anywhere)).toThrow(text);
});

test('an issuer is https, or this machine, and one that may be called', () => {
  expect(issuerFrom(' https://id.example.com/realms/a/ ', anywhere)).toBe('https://id.example.com/realms/a');
  expect(issuerFrom('http://localhost:8080', anywhere)).toBe('http://localhost:8080');
  expect(() => issuerFrom('https://10.0.0.1', () => 'the address is not public')).toThrow(/the address is not public/);
});

test('an input is kept tidy, or refused by field', () => {
  const input = {
    name: ' Okta ',
    issuer: 'https://id.example.com',
    clientID: 'c',
    emailDomains: ['@Example.com', 'example.com'],
    trustsEmail: false,
    claim: 'groups',
    enabled: true,
    grants: [{ tenantID: 'default', role: 'VIEWER' as const }],
  };
  const tenants = new Map([['default', 't1']]);
  expect(identityProviderFrom(input, tenants, anywhere)).toMatchObject({
    provider: { name: 'Okta', emailDomains: ['example.com'] },
    grants: [{ claimValue: '', tenantId: 't1', role: 'VIEWER' }],
  });
  const refused = (more: object, text: RegExp) =>
    expect(() => identityProviderFrom({ ...input, ...more }, tenants, anywhere)).toThrow(text);
  refused({ name: ' ' }, /name: cannot be blank/);
  refused({ emailDomains: ['no domain'] }, /emailDomains: "no domain" is not a domain/);
  refused({ grants: [{ tenantID: 'nowhere', role: 'VIEWER' }] }, /grants: there is no tenant "nowhere"/);
  refused({ grants: [...input.grants, ...input.grants] }, /two roles for the same value/);
});
