import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { describeError } from '../../errors.ts';
import { ConnectionTestOfApplicationDocument, ConnectionTestOfRuntimeDocument } from '../../graphql.generated.ts';
import type { ApplicationRow, RuntimeRow } from '../../members/rows.ts';
import { applicationChecks, type ConnectionCheck, runtimeChecks } from './connectionChecks.ts';

/** A contact is written some seconds after it happened: what fails earlier than that is asked again before it counts. */
const patience = { forMs: 6000, everyMs: 1000 };

const anyFailed = (checks: readonly ConnectionCheck[]) => checks.some(({ family }) => family === 'failed');

/** Asks the server anew, past every cache, once when it is shown and whenever it is run. */
export function useConnectionTest({ kind, id }: ApplicationRow | RuntimeRow) {
  const apollo = useApolloClient();
  const [checks, setChecks] = useState<ConnectionCheck[] | null>(null);
  const [testedAt, setTestedAt] = useState<number | null>(null);
  const [isRunning, setRunning] = useState(false);
  const attempt = useRef(0);
  const ask = useCallback(async (): Promise<ConnectionCheck[]> => {
    const options = { variables: { id }, fetchPolicy: 'no-cache' as const };
    try {
      if (kind === 'RUNTIME') {
        const { data } = await apollo.query({ query: ConnectionTestOfRuntimeDocument, ...options });
        return data ? runtimeChecks(data) : [];
      }
      const { data } = await apollo.query({ query: ConnectionTestOfApplicationDocument, ...options });
      return data ? applicationChecks(data) : [];
    } catch (error) {
      const detail = describeError(error).message;
      return [{ id: 'asked', family: 'unknown', word: 'The test could not be run', detail }];
    }
  }, [apollo, kind, id]);
  const run = useCallback(async () => {
    attempt.current += 1;
    const mine = attempt.current;
    setRunning(true);
    const until = Date.now() + patience.forMs;
    for (;;) {
      const found = await ask();
      if (mine !== attempt.current) return;
      setChecks(found);
      setTestedAt(Date.now());
      if (!anyFailed(found) || Date.now() >= until) break;
      await new Promise((resolve) => setTimeout(resolve, patience.everyMs));
      if (mine !== attempt.current) return;
    }
    setRunning(false);
  }, [ask]);
  useEffect(() => {
    void run();
    return () => {
      attempt.current += 1;
    };
  }, [run]);
  return { checks, testedAt, isRunning, run };
}
