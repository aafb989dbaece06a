import { notFound, ok, refused, shows, type Table } from './row.ts';

const notHere = { stranger: notFound('Nobody with this id has a role in this tenant') };

const provider = `in: { name: "new", issuer: "https://id.example.com", clientID: "c", clientSecret: "s", emailDomains: [],
  trustsEmail: false, claim: "groups", enabled: true, grants: [{ tenantID: "default", role: VIEWER }] }`;

/** People, their API tokens, the settings of a tenant, and the tenants themselves (product.md 8). */
export const administrationRows: Table = {
  people: { requires: 'user:read', answers: shows() },
  invitePerson: { requires: 'user:write', args: 'in: { email: "new@example.com", role: VIEWER }', answers: ok },
  createSignInLink: { requires: 'user:write', args: 'userID: $viewerPerson', answers: ok, but: notHere },
  setRole: { requires: 'user:write', args: 'userID: $viewerPerson, role: OPERATOR', answers: ok, but: notHere },
  removePerson: { requires: 'user:write', args: 'userID: $viewerPerson', answers: ok, but: notHere },
  disablePerson: { requires: 'user:write', args: 'userID: $viewerPerson', answers: ok, but: notHere },
  enablePerson: { requires: 'user:write', args: 'userID: $dormant', answers: ok, but: notHere },
  endSessions: { requires: 'user:write', args: 'userID: $viewerPerson', answers: ok, but: notHere },
  apiTokens: { requires: 'api_token:read', answers: shows() },
  createApiToken: {
    requires: 'api_token:write',
    args: 'in: { name: "new", scopes: ["landscape:read"], daysValid: 1 }',
    answers: ok,
    but: { automation: refused('InvalidOperation', 'only people make API tokens') },
  },
  revokeApiToken: {
    requires: 'api_token:write',
    args: 'id: $apiToken',
    answers: ok,
    but: { stranger: notFound('Object was not found') },
  },
  tenantSettings: { requires: 'settings:read', answers: shows() },
  previewConnectionPolicy: { requires: 'settings:write', args: 'policy: SHARED', answers: shows() },
  setConnectionPolicy: { requires: 'settings:write', args: 'policy: SHARED', answers: ok },
  tenantOverviews: { requires: 'tenant:write', answers: shows() },
  createTenant: {
    requires: 'tenant:write',
    args: 'in: { id: "new", name: "New" }',
    answers: ok,
    writesElsewhere: true,
  },
  renameTenant: {
    requires: 'tenant:write',
    args: 'id: "foreign", name: "New"',
    answers: ok,
    writesElsewhere: true,
  },
  deactivateTenant: { requires: 'tenant:write', args: 'id: "foreign"', answers: ok, writesElsewhere: true },
  activateTenant: { requires: 'tenant:write', args: 'id: "closed"', answers: ok, writesElsewhere: true },
  deleteTenant: { requires: 'tenant:write', args: 'id: "closed"', answers: ok, writesElsewhere: true },
  identityProviders: { requires: 'identity_provider:read', answers: shows() },
  checkIssuer: { requires: 'identity_provider:write', args: 'issuer: "http://localhost:1"', answers: shows() },
  createIdentityProvider: { requires: 'identity_provider:write', args: provider, answers: ok },
  updateIdentityProvider: { requires: 'identity_provider:write', args: `id: $provider, ${provider}`, answers: ok },
  deleteIdentityProvider: { requires: 'identity_provider:write', args: 'id: $provider', answers: ok },
};
