import type { FetchMode, fetchRequests } from '../db/tables/package.tables.ts';
import { type AuthInput, authFrom, authRule, type CredentialCipher, seal } from './auth.ts';
import { all, fields, length, nonEmptyIfGiven, type Rule, required, url } from './validation.ts';

export interface FetchRequestInput {
  url: string;
  auth?: AuthInput | null;
  mode?: FetchMode | null;
  filter?: string | null;
}

export type FetchRequestRow = typeof fetchRequests.$inferSelect;

/** Addresses are shown to everybody who sees the specification, and secrets in them would be. */
const withoutUser: Rule = (text) => {
  const address = String(text).includes('://') ? String(text) : `http://${text}`;
  if (!URL.canParse(address)) return 'must be a valid URL';
  const { username, password } = new URL(address);
  return username === '' && password === '' ? null : 'must not contain a user name or password, which belong into auth';
};

/** The rule for a FetchRequestInput inside another input (director.md 5). */
export const fetchRequestRule: Rule = fields({
  url: all(required, url, length(1, 256), withoutUser),
  filter: all(nonEmptyIfGiven, length(1, 256)),
  auth: authRule,
});

/** Where the auth of a fetch request may be decrypted. */
export const fetchAuthPurpose = (id: string) => `auth of fetch request ${id}`;

/** The row of a fetch request that nothing has been fetched by yet. */
export const newFetchRequest = (
  input: FetchRequestInput,
  place: { id: string; tenantId: string; contentId: string; at: number; cipher: CredentialCipher },
): FetchRequestRow => ({
  id: place.id,
  tenantId: place.tenantId,
  contentId: place.contentId,
  url: input.url,
  mode: input.mode ?? 'SINGLE',
  filter: input.filter ?? null,
  sealedAuth: seal(place.cipher, input.auth ? authFrom(input.auth) : null, fetchAuthPurpose(place.id)),
  condition: 'INITIAL',
  message: 'It has not been fetched yet.',
  statusAt: place.at,
  attempts: 0,
});

/** Whether both lead to the same text. */
export const fetchesTheSame = (
  row: Pick<FetchRequestRow, 'url' | 'mode' | 'filter'>,
  input: FetchRequestInput,
): boolean => row.url === input.url && row.mode === (input.mode ?? 'SINGLE') && row.filter === (input.filter ?? null);

/** An address without its query, in which secrets may be: for the activity log and for those who read no secrets. */
export const shownAddress = (address: string): string => address.replace(/[?#].*$/s, '');
