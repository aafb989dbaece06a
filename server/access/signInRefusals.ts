import type { Platform } from '../graphql/context.ts';
import { rolesOfPerson } from './identityProvider.store.ts';
import type { IdentityProviderRecord } from './identityProvider.ts';
import { personByEmail } from './people.store.ts';
import type { Refusal } from './providerSignIn.ts';

type Why = 'WRONG_PASSWORD' | 'PAUSED' | 'DISABLED';

const reasons: Readonly<Record<Why, string>> = {
  WRONG_PASSWORD: 'the password is wrong',
  PAUSED: 'too many tries: sign-in is paused for five minutes',
  DISABLED: 'the account is disabled',
};

const reasonsOfProvider: Readonly<Record<Refusal | 'failed', string>> = {
  'no-email': 'the provider told no e-mail address',
  'not-verified': 'the provider has not verified the e-mail address',
  domain: 'the domain of the e-mail address is not admitted',
  'no-access': 'no group gives a role in any tenant',
  disabled: 'the account is disabled',
  failed: 'what the provider answered could not be used',
};

/** Sign-ins that failed, for the activity log. */
export interface SignInRefusals {
  note(email: string, why: Why, address: string): Promise<void>;
  noteOfProvider(provider: Pick<IdentityProviderRecord, 'id' | 'name'>, why: Refusal | 'failed', address: string): void;
}

/**
 * A failed sign-in is told to every tenant the person has a role in. Where no person has that e-mail address it is told to
 * the default tenant, without what was typed: it may be a password in the wrong field.
 */
export function createSignInRefusals({ database, refusals }: Pick<Platform, 'database' | 'refusals'>): SignInRefusals {
  const action = 'signIn.failed';
  return {
    async note(email, why, from) {
      const person = await personByEmail(database.read, email);
      if (!person) {
        const reason = 'there is no account with that e-mail address';
        refusals.note({ action, tenantId: null, objects: [], reason, from });
        return;
      }
      const objects = [{ kind: 'USER', id: person.id, name: person.name }];
      const roles = await rolesOfPerson(database.read, person.id);
      const tenantIds = roles.length > 0 ? roles.map(({ tenantId }) => tenantId) : [null];
      for (const tenantId of tenantIds) refusals.note({ action, tenantId, objects, reason: reasons[why], from });
    },
    noteOfProvider({ id, name }, why, from) {
      const objects = [{ kind: 'IDENTITY_PROVIDER', id, name }];
      refusals.note({ action, tenantId: null, objects, reason: reasonsOfProvider[why], from });
    },
  };
}
