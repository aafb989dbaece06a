import type { Consumer } from '../shared/consumer.ts';
import { all, elements, entries, fields, type Rule, required, url, whole } from './validation.ts';

/** Encrypts what must not lie readable in the database; handed over in app.ts, where it is the master key. */
export interface CredentialCipher {
  encrypt(plain: string, purpose: string): string;
  decrypt(record: string, purpose: string): string;
}

type Values = Record<string, string[]>;

type Credential = { username: string; password: string } | { clientId: string; clientSecret: string; url: string };

interface Access {
  credential: Credential | null;
  /** Never empty; null instead. */
  additionalHeaders: Values | null;
  additionalQueryParams: Values | null;
}

/** An Auth object as it is encrypted and as it is answered (director.md 15). */
export interface AuthRecord extends Access {
  requestAuth: { csrf: (Access & { tokenEndpointURL: string }) | null } | null;
}

interface AccessInput {
  credential?: {
    basic?: { username: string; password: string } | null;
    oauth?: { clientId: string; clientSecret: string; url: string } | null;
  } | null;
  additionalHeaders?: Values | null;
  additionalQueryParams?: Values | null;
}

export interface AuthInput extends AccessInput {
  requestAuth?: { csrf?: (AccessInput & { tokenEndpointURL: string }) | null } | null;
}

const exactlyOne: Rule = (value) => {
  const { basic, oauth } = value as NonNullable<AccessInput['credential']>;
  return Boolean(basic) === Boolean(oauth) ? 'exactly one credential input has to be specified' : null;
};

const credential = all(
  whole({ 'Rule.ExactlyOneNotNil': exactlyOne }),
  fields({
    basic: fields({ username: required, password: required }),
    oauth: fields({ clientId: required, clientSecret: required, url: all(required, url) }),
  }),
);

const values = entries(required, all(required, elements(required)));

const access = { credential, additionalHeaders: values, additionalQueryParams: values };

/** The rules of AuthInput (director.md 5). */
const authRules: Readonly<Record<string, Rule>> = {
  ...access,
  requestAuth: fields({ csrf: all(required, fields({ ...access, tokenEndpointURL: all(required, url) })) }),
};

/** The rule for an AuthInput inside another input. */
export const authRule: Rule = fields(authRules);

const orNull = (given: Values | null | undefined): Values | null =>
  given && Object.keys(given).length > 0 ? given : null;

const accessOf = (input: AccessInput): Access => ({
  credential: input.credential?.basic ?? input.credential?.oauth ?? null,
  additionalHeaders: orNull(input.additionalHeaders),
  additionalQueryParams: orNull(input.additionalQueryParams),
});

/** What to keep of an input that satisfies its rules; `{}` is an Auth without credential (director.md 15). */
export function authFrom(input: AuthInput): AuthRecord {
  const { requestAuth } = input;
  const csrf = requestAuth?.csrf;
  return {
    ...accessOf(input),
    requestAuth: requestAuth
      ? { csrf: csrf ? { ...accessOf(csrf), tokenEndpointURL: csrf.tokenEndpointURL } : null }
      : null,
  };
}

/** An Auth as the database keeps it. `purpose` names the one place it is valid in. */
export const seal = (cipher: CredentialCipher, auth: AuthRecord | null, purpose: string): string | null =>
  auth === null ? null : cipher.encrypt(JSON.stringify(auth), purpose);

/** The reverse of `seal`. @throws Error if the text was made elsewhere or under another key. */
export const unseal = (cipher: CredentialCipher, sealed: string | null, purpose: string): AuthRecord | null =>
  sealed === null ? null : (JSON.parse(cipher.decrypt(sealed, purpose)) as AuthRecord);

/**
 * Whether somebody who sees an Application may read its credentials: the Application itself and whoever holds a scope that
 * includes secrets (product.md 3, Secrets).
 */
export const mayReadSecrets = ({ type, scopes }: Pick<Consumer, 'type' | 'scopes'>): boolean =>
  type === 'APPLICATION' || scopes.has('bundle.instance_auths:read');
