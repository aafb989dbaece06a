import { useLazyQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { NameCheckDocument } from '../../graphql.generated.ts';
import { nameProblem } from '../../members/fieldErrors.ts';
import type { ConnectKind } from '../../paths.ts';

interface NameCheck {
  /** The answer for the name as it stands; null while it is asked for, or the name cannot be one. */
  isFree: boolean | null;
  suggestion: string | null;
}

const unknown: NameCheck = { isFree: null, suggestion: null };
const afterMs = 250;

/** What is wrong with a name that is taken; null if it is not, or not known yet. */
export function takenWords({ isFree, suggestion }: NameCheck): string | null {
  if (isFree !== false) return null;
  return `This name is taken.${suggestion === null ? ' Choose another one.' : ` ${suggestion} is free.`}`;
}

/** Asks the server whether a name is free, a moment after the last key. */
export function useNameCheck(kind: ConnectKind, name: string): NameCheck {
  const [ask] = useLazyQuery(NameCheckDocument, { fetchPolicy: 'network-only' });
  const [answer, setAnswer] = useState<{ of: string; check: NameCheck } | null>(null);
  const of = `${kind} ${name}`;
  useEffect(() => {
    if (nameProblem(name) !== null) return;
    const timer = setTimeout(() => {
      ask({ variables: { kind: kind === 'runtime' ? 'RUNTIME' : 'APPLICATION', name } }).then(
        ({ data }) => data && setAnswer({ of: `${kind} ${name}`, check: data.nameCheck }),
        // Whether it is free is asked again when the form is sent.
        () => setAnswer(null),
      );
    }, afterMs);
    return () => clearTimeout(timer);
  }, [ask, kind, name]);
  return answer?.of === of ? answer.check : unknown;
}
