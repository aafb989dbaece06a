import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { CompassError } from '../shared/errors.ts';

/** Opens a session for somebody whom an identity provider has vouched for. Called as a function only, as all of better-auth. */
export const openSession = {
  id: 'open-session',
  endpoints: {
    openSession: createAuthEndpoint(
      '/open-session',
      { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const { userId } = ctx.body;
        const [user, session] = [
          await internalAdapter.findUserById(userId),
          await internalAdapter.createSession(userId),
        ];
        if (!user || !session) throw new CompassError('Unauthorized', 'There is no such account');
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ id: session.id });
      },
    ),
  },
} as const;
