import { useQuery } from '@apollo/client/react';
import { type ReactNode, useMemo } from 'react';
import { SessionDocument } from '../graphql.generated.ts';
import { SessionContext } from './session.ts';
import { claimTab } from './tabOwner.ts';

interface SessionProviderProps {
  children: ReactNode;
  /** While the session is asked for. */
  loading: ReactNode;
  /** When it could not be read; a missing sign-in has its own way (apollo.ts). */
  failed: (error: unknown, retry: () => void) => ReactNode;
}

export function SessionProvider({ children, loading, failed }: SessionProviderProps) {
  const { data, error, refetch } = useQuery(SessionDocument);
  const session = useMemo(() => {
    if (!data) return null;
    claimTab(data.session.user?.id ?? '');
    const scopes = new Set(data.session.scopes);
    return { ...data.session, can: (scope: string) => scopes.has(scope) };
  }, [data]);
  if (session) return <SessionContext value={session}>{children}</SessionContext>;
  return error ? failed(error, () => void refetch()) : loading;
}
