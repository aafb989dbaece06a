import { createContext, useContext } from 'react';
import type { SessionQuery } from '../graphql.generated.ts';

type SessionFacts = SessionQuery['session'];

export interface ConsoleSession extends SessionFacts {
  /** Whether the caller holds a scope such as `landscape:write`. */
  can: (scope: string) => boolean;
}

export const SessionContext = createContext<ConsoleSession | null>(null);

/** Who is signed in, where and with which rights. */
export function useSession(): ConsoleSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session outside of a tenant');
  return session;
}
