import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { record } from '../events/activity.ts';
import type { Platform } from '../graphql/context.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';
import { CompassError, invalidData } from '../shared/errors.ts';
import { sha256 } from '../shared/ids.ts';
import { passwordProblem } from './password.ts';
import { deleteSessions, membershipsOf, personById, putPassword } from './people.store.ts';
import { signInLinkByHash, spendSignInLink } from './signInLink.store.ts';

export interface SignInLinks {
  /** Whose link this is; does not spend it. @throws InvalidOperation if it is unknown, spent or expired. */
  look(secret: string): Promise<{ name: string; email: string; expiresAt: number }>;
  /** Spends the link, sets the password and ends the sessions there were. @returns the e-mail address to sign in with. */
  use(secret: string, password: string): Promise<string>;
}

const linkGone = () =>
  new CompassError(
    'InvalidOperation',
    'This link was used already, has expired or was replaced by another one. Ask an administrator for a new one.',
  );

/** The links with which people who were invited, or forgot it, choose a password. */
export function createSignInLinks(platform: Platform): SignInLinks {
  const { database, clock, newId, feed, onEntry } = platform;

  async function look(secret: string) {
    const link = await signInLinkByHash(database.read, sha256(secret), clock());
    if (!link) throw linkGone();
    return link;
  }

  return {
    look,
    async use(secret, password) {
      const { email } = await look(secret);
      const problem = passwordProblem(password, email);
      if (problem) throw invalidData(`password: ${problem}`);
      const passwordHash = await hashPassword(password);
      await database.write(async (tx) => {
        const userId = await spendSignInLink(tx, sha256(secret), clock());
        const person = userId === undefined ? undefined : await personById(tx, userId);
        if (!person || person.disabledAt !== null) throw linkGone();
        await putPassword(tx, { userId: person.id, accountId: newId(), passwordHash, at: clock() });
        const endedSessions = await deleteSessions(tx, person.id);
        // Where the person works; of several tenants in the one they see first.
        const [home] = await membershipsOf(tx, person.id, defaultTenantId);
        if (!home) throw new CompassError('TenantNotFound', 'This account works in no tenant.');
        const consumer = { type: 'USER', id: person.id, name: person.name } as const;
        await record(
          tx,
          { consumer, clock, newId, correlationId: randomUUID(), feed, onEntry },
          {
            tenantId: home.tenant.id,
            action: 'person.passwordSet',
            objects: [{ kind: 'USER', id: person.id, name: person.name }],
            after: { endedSessions },
            changesLandscape: false,
          },
        );
      });
      return email;
    },
  };
}
