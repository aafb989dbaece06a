import type { AuthInput, StoredAuthFragment } from '../../graphql.generated.ts';

export type AuthKind = 'KEEP' | 'NONE' | 'BASIC' | 'OAUTH';

export interface AuthDraft {
  kind: AuthKind;
  username: string;
  password: string;
  clientId: string;
  clientSecret: string;
  tokenUrl: string;
}

export const emptyAuth = { username: '', password: '', clientId: '', clientSecret: '', tokenUrl: '' };

function credentialInput(credential: StoredAuthFragment['credential']): AuthInput['credential'] {
  if (credential === null) return null;
  const { __typename, ...data } = credential;
  return __typename === 'BasicCredentialData'
    ? { basic: data as NonNullable<NonNullable<AuthInput['credential']>['basic']> }
    : { oauth: data as NonNullable<NonNullable<AuthInput['credential']>['oauth']> };
}

/** A stored auth as an input that means the same. */
export function asInput({
  credential,
  additionalHeaders,
  additionalQueryParams,
  requestAuth,
}: StoredAuthFragment): AuthInput {
  const csrf = requestAuth?.csrf ?? null;
  return {
    credential: credentialInput(credential),
    additionalHeaders,
    additionalQueryParams,
    requestAuth: csrf && { csrf: { ...csrf, credential: credentialInput(csrf.credential) } },
  };
}

/** What an update sends, because it replaces everything: the auth as it is, another one, or none. */
export function authInput(draft: AuthDraft, stored: StoredAuthFragment | null): AuthInput | null {
  const { username, password, clientId, clientSecret, tokenUrl } = draft;
  switch (draft.kind) {
    case 'KEEP':
      return stored && asInput(stored);
    case 'NONE':
      return null;
    case 'BASIC':
      return { credential: { basic: { username, password } } };
    case 'OAUTH':
      return { credential: { oauth: { clientId, clientSecret, url: tokenUrl } } };
  }
}

const needed: Partial<Record<AuthKind, readonly (readonly [keyof typeof emptyAuth, string])[]>> = {
  BASIC: [
    ['username', 'A user name is needed.'],
    ['password', 'A password is needed.'],
  ],
  OAUTH: [
    ['clientId', 'A client id is needed.'],
    ['clientSecret', 'A client secret is needed.'],
    ['tokenUrl', 'The address of the token endpoint is needed.'],
  ],
};

/** What is missing, by field. */
export const authProblems = (draft: AuthDraft): Record<string, string> =>
  Object.fromEntries((needed[draft.kind] ?? []).filter(([field]) => draft[field] === ''));
