import type { identityProviders } from '../db/tables/access.tables.ts';
import { invalidData } from '../shared/errors.ts';
import type { Role } from './roles.ts';

export type IdentityProviderRecord = typeof identityProviders.$inferSelect;

export interface Grant {
  /** Empty for everybody. */
  claimValue: string;
  tenantId: string;
  role: Role;
}

export interface IdentityProviderInput {
  name: string;
  issuer: string;
  clientID: string;
  clientSecret?: string | null;
  emailDomains: readonly string[];
  trustsEmail: boolean;
  claim: string;
  enabled: boolean;
  grants: readonly { claimValue?: string | null; tenantID: string; role: Role }[];
}

const problem = (field: string, text: string) =>
  invalidData(`validation error for type IdentityProviderInput: ${field}: ${text}.`);

function textFrom(field: string, value: string, most: number): string {
  const text = value.trim();
  if (text === '') throw problem(field, 'cannot be blank');
  if (text.length > most || text.includes('\0')) throw problem(field, `the length must be no more than ${most}`);
  return text;
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @throws InvalidData unless the address may be that of a provider: OpenID Connect Discovery 1.0, section 3. */
export function issuerFrom(value: string, refusal: (url: string) => string | null): string {
  const text = textFrom('issuer', value, 500);
  if (!URL.canParse(text))
    throw problem('issuer', 'write the address of the provider, for example https://id.example.com');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname))) {
    throw problem('issuer', 'must begin with https://');
  }
  if (url.search !== '' || url.hash !== '') throw problem('issuer', 'must have neither a query nor a fragment');
  const refused = refusal(text);
  if (refused !== null) throw problem('issuer', refused);
  return text.replace(/\/+$/, '');
}

/** What is kept of an input, the secret apart. @param tenants internal ids by external ones. */
export function identityProviderFrom(
  input: IdentityProviderInput,
  tenants: ReadonlyMap<string, string>,
  refusal: (url: string) => string | null,
) {
  const emailDomains = [...new Set(input.emailDomains.map((domain) => domain.trim().toLowerCase().replace(/^@/, '')))];
  const wrong = emailDomains.find((domain) => !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(domain) || domain.length > 253);
  if (wrong !== undefined) throw problem('emailDomains', `"${wrong.slice(0, 100)}" is not a domain`);
  if (emailDomains.length > 100) throw problem('emailDomains', 'no more than 100 are possible');
  if (input.grants.length > 500) throw problem('grants', 'no more than 500 are possible');
  const grants = new Map<string, Grant>();
  for (const { claimValue, tenantID, role } of input.grants) {
    const tenantId = tenants.get(tenantID);
    if (tenantId === undefined) throw problem('grants', `there is no tenant "${tenantID.slice(0, 100)}"`);
    const value = claimValue == null ? '' : textFrom('grants', claimValue, 500);
    if (grants.has(`${tenantId} ${value}`)) throw problem('grants', `${tenantID} has two roles for the same value`);
    grants.set(`${tenantId} ${value}`, { claimValue: value, tenantId, role });
  }
  return {
    provider: {
      name: textFrom('name', input.name, 60),
      issuer: issuerFrom(input.issuer, refusal),
      clientId: textFrom('clientID', input.clientID, 500),
      emailDomains,
      trustsEmail: input.trustsEmail,
      claim: textFrom('claim', input.claim, 200),
      enabled: input.enabled,
    },
    grants: [...grants.values()],
  };
}

/** @returns null to keep the secret there is. @throws InvalidData if there is none yet. */
export function secretFrom(input: IdentityProviderInput, isNew: boolean): string | null {
  if (input.clientSecret == null && !isNew) return null;
  return textFrom('clientSecret', input.clientSecret ?? '', 1000);
}

/** What a secret is sealed for; see `MasterKey.encrypt`. */
export const secretPurpose = (id: string): string => `client secret of identity provider ${id}`;

export type Claims = Readonly<Record<string, unknown>>;

/** The values of a claim as texts: of its name, else of the path that its dots describe, as in `realm_access.roles`. */
export function claimValues(claims: Claims, claim: string): ReadonlySet<string> {
  const along = claim
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Claims)[key] : undefined), claims);
  const value = claims[claim] ?? along;
  const list = Array.isArray(value) ? value : [value];
  return new Set(list.filter((each) => ['string', 'number', 'boolean'].includes(typeof each)).map(String));
}

const ranks: readonly Role[] = ['VIEWER', 'OPERATOR', 'ADMINISTRATOR'];

/** The most powerful role in each tenant that the grants give to these claims, by internal id. */
export function rolesFor(grants: readonly Grant[], claims: Claims, claim: string): ReadonlyMap<string, Role> {
  const values = claimValues(claims, claim);
  const roles = new Map<string, Role>();
  for (const { claimValue, tenantId, role } of grants) {
    if (claimValue !== '' && !values.has(claimValue)) continue;
    const known = roles.get(tenantId);
    if (known === undefined || ranks.indexOf(known) < ranks.indexOf(role)) roles.set(tenantId, role);
  }
  return roles;
}
