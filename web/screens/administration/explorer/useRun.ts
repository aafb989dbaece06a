import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { useTenantId } from '../../../paths.ts';
import type { Operation } from './operations.ts';
import { refusalOf, runOperation } from './runOperation.ts';

export interface Run {
  /** What came last, as text; empty before the first run. */
  answer: string;
  /** In words, for the line above the answer. */
  state: string;
  /** Why it was refused or did not arrive. */
  problem: string | null;
  isRunning: boolean;
}

const idle: Run = { answer: '', state: '', problem: null, isRunning: false };

/** Runs one operation at a time; another one, or leaving the page, stops it. */
export function useRun() {
  const apollo = useApolloClient();
  const tenant = useTenantId();
  const [run, setRun] = useState<Run>(idle);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const refuse = (problem: string) => setRun({ ...idle, problem });
  const start = (operation: Operation, variables: Record<string, unknown>) => {
    stop.current?.();
    const began = performance.now();
    const isStream = operation.kind === 'subscription';
    let count = 0;
    setRun({ ...idle, isRunning: true, state: isStream ? 'Waiting for the first event' : 'Waiting for the answer' });
    stop.current = runOperation(apollo, tenant, operation, variables, {
      next(answer) {
        count += 1;
        const state = isStream ? `Event ${count}, newest` : `Answered in ${Math.round(performance.now() - began)} ms`;
        setRun({ answer: `${JSON.stringify(answer, null, 2)}\n`, state, problem: refusalOf(answer), isRunning: true });
      },
      ended(problem) {
        stop.current = null;
        setRun((before) => ({
          ...before,
          isRunning: false,
          state: isStream ? `Ended after ${count === 1 ? '1 event' : `${count} events`}` : before.state,
          problem: problem ?? before.problem,
        }));
      },
    });
  };
  const halt = () => {
    stop.current?.();
    stop.current = null;
    setRun((before) => ({ ...before, isRunning: false, state: 'Stopped' }));
  };
  return { run, start, halt, refuse };
}
