import { useEffect, useState } from 'react';
import { readProviders, type SignInProvider } from '../../session/signInRequests.ts';
import { Button } from '../../ui/Button.tsx';

/** The other ways in, if there are any. The whole page goes to the provider and comes back from it. */
export function ProviderButtons({ returnTo }: { returnTo: string | undefined }) {
  const [providers, setProviders] = useState<SignInProvider[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void readProviders().then((found) => {
      if (isCurrent) setProviders(found);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  const go = (provider: string) =>
    window.location.assign(`/api/auth/oidc/start?${new URLSearchParams({ provider, return: returnTo ?? '' })}`);
  return providers.map(({ id, name }) => (
    <Button key={id} size="tall" wide onClick={() => go(id)}>
      Sign in with {name}
    </Button>
  ));
}
