import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

export function NotFound() {
  return (
    <main style={{ height: '100dvh' }}>
      <EmptyState
        heading="h1"
        icon="i-search"
        title="There is nothing at this address"
        actions={
          <Button tone="primary" href="/">
            Go to the map
          </Button>
        }
      >
        The link may be old, or what it named was removed.
      </EmptyState>
    </main>
  );
}
