import { ApolloProvider } from '@apollo/client/react';
import { apolloFor } from '../apollo.ts';
import { LandscapeProvider } from '../live/LandscapeProvider.tsx';
import { useTenantId } from '../paths.ts';
import { PreferenceEffects } from '../preferences/PreferenceEffects.tsx';
import { SessionProvider } from '../session/SessionProvider.tsx';
import { Failure } from './Failure.tsx';
import { Shell } from './Shell.tsx';
import { ShellSkeleton } from './ShellSkeleton.tsx';

/** Everything of one tenant: its client, who is signed in, its landscape, and the frame around the screens. */
export function TenantFrame() {
  const tenant = useTenantId();
  return (
    <ApolloProvider key={tenant} client={apolloFor(tenant)}>
      <SessionProvider
        loading={<ShellSkeleton />}
        failed={(error, retry) => <Failure error={error} retry={retry} what="This tenant cannot be opened" />}
      >
        <PreferenceEffects />
        <LandscapeProvider tenant={tenant}>
          <Shell />
        </LandscapeProvider>
      </SessionProvider>
    </ApolloProvider>
  );
}
