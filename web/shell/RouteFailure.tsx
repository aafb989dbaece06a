import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Failure } from './Failure.tsx';

/** Stands in for one screen that failed; rail and top bar stay usable. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <Failure error={error} what="This screen could not be shown" retry={retry} />;
}
