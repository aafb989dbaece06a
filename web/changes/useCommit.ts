import { useApolloClient } from '@apollo/client/react';
import { useMemo } from 'react';
import { useLandscapeStore } from '../live/LandscapeProvider.tsx';
import { createCommit } from './commit.ts';

export function useCommit() {
  const store = useLandscapeStore();
  const client = useApolloClient();
  return useMemo(() => createCommit(client, store), [client, store]);
}
