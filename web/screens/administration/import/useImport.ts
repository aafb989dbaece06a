import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { describeError } from '../../../errors.ts';
import {
  ApplyImportDocument,
  type ImportSourceInput,
  PlanImportDocument,
  type PlanImportMutation,
} from '../../../graphql.generated.ts';

export type Plan = PlanImportMutation['planImport'];

/** What was imported, and what was not come to. */
export interface Imported {
  creates: number;
  changes: number;
  left: number;
  correlationID: string;
}

const mostShown = 200;

/** Plans an import, then carries it out in steps that the server chooses, until all is done or someone stops it. */
export function useImport() {
  const [planIt] = useMutation(PlanImportDocument, { fetchPolicy: 'no-cache' });
  const [applyIt] = useMutation(ApplyImportDocument, { fetchPolicy: 'no-cache' });
  const [plan, setPlan] = useState<Plan | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const stopped = useRef(false);
  const isImporting = progress !== null;
  // Nobody could see it go on, or stop it.
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  useEffect(() => {
    if (!isImporting) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isImporting]);

  async function run(action: () => Promise<void>) {
    if (isRunning) return;
    setRunning(true);
    setProblem(null);
    try {
      await action();
    } catch (error) {
      setProblem(describeError(error).message);
    } finally {
      setRunning(false);
    }
  }

  const makePlan = (source: ImportSourceInput) =>
    run(async () => {
      setPlan(null);
      setImported(null);
      const { data } = await planIt({ variables: { source, first: mostShown } });
      setPlan(data?.planImport ?? null);
    });

  async function steps({ document, digest, creates, changes }: Plan) {
    let sum: Imported = { creates: 0, changes: 0, left: creates + changes, correlationID: '' };
    let from = digest;
    try {
      while (sum.left > 0 && !stopped.current) {
        const continues = sum.correlationID || null;
        const { data } = await applyIt({ variables: { document, digest: from, continues } });
        if (!data) throw new Error('Compass did not say what it imported.');
        const step = data.applyImport;
        from = step.digest;
        sum = { ...step, creates: sum.creates + step.creates, changes: sum.changes + step.changes };
        setProgress(sum.creates + sum.changes);
      }
    } finally {
      // What is done stays done, also when the rest is refused.
      if (sum.correlationID !== '') {
        setPlan(null);
        setImported(sum);
      }
      setProgress(null);
    }
  }
  const applyPlan = () =>
    run(async () => {
      if (!plan) return;
      stopped.current = false;
      setProgress(0);
      await steps(plan);
    });

  return {
    plan,
    imported,
    progress,
    problem,
    setProblem,
    isRunning,
    run,
    makePlan,
    applyPlan,
    stop: () => {
      stopped.current = true;
    },
  };
}
