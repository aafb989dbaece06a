import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useState } from 'react';
import { describeError } from '../../errors.ts';
import { ConnectionTestOfApplicationDocument, ConnectionTestOfRuntimeDocument } from '../../graphql.generated.ts';
import type { ApplicationRow, RuntimeRow } from '../../members/rows.ts';
import { applicationChecks, type ConnectionCheck, runtimeChecks } from './connectionChecks.ts';

/** Asks the server anew, past every cache, once when it is shown and whenever it is run. */
export function useConnectionTest({ kind, id }: ApplicationRow | RuntimeRow) {
  const apollo = useApolloClient();
  const [checks, setChecks] = useState<ConnectionCheck[] | null>(null);
  const [testedAt, setTestedAt] = useState<number | null>(null);
  const [isRunning, setRunning] = useState(false);
  const run = useCallback(async () => {
    setRunning(true);
    try {
      const options = { variables: { id }, fetchPolicy: 'no-cache' as const };
      if (kind === 'RUNTIME') {
        const { data } = await apollo.query({ query: ConnectionTestOfRuntimeDocument, ...options });
        if (data) setChecks(runtimeChecks(data));
      } else {
        const { data } = await apollo.query({ query: ConnectionTestOfApplicationDocument, ...options });
        if (data) setChecks(applicationChecks(data));
      }
      setTestedAt(Date.now());
    } catch (error) {
      const detail = describeError(error).message;
      setChecks([{ id: 'asked', family: 'unknown', word: 'The test could not be run', detail }]);
    } finally {
      setRunning(false);
    }
  }, [apollo, kind, id]);
  useEffect(() => void run(), [run]);
  return { checks, testedAt, isRunning, run };
}
