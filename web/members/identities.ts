import type { IssuedCredentials } from './ClientCredentialsDialog.tsx';

export interface Identity {
  id: string;
  /** Null without a secret, and to those who may not read secrets. */
  auth: { credential: { __typename: string } | null } | null;
}

/** Ids of the machine identities that have client credentials, as far as the caller may know. */
export const clientsAmong = (auths: readonly Identity[] | null): ReadonlySet<string> =>
  new Set((auths ?? []).filter(({ auth }) => auth?.credential).map(({ id }) => id));

interface Issued {
  auth: { credential: IssuedCredentials | Record<PropertyKey, never> | null } | null;
}

/** What was issued. @throws if the answer holds no secret */
export function issuedBy(answer: Issued | null | undefined): IssuedCredentials {
  const credential = answer?.auth?.credential;
  if (!credential || !('clientSecret' in credential)) {
    throw new Error('Credentials were made, but the answer does not hold them. Delete the new machine identity.');
  }
  return credential as IssuedCredentials;
}
