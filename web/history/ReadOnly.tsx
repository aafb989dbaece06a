import { type ReactNode, useMemo } from 'react';
import { indexFacts } from '../../landscape/impact.ts';
import type { Facts } from '../../landscape/model.ts';
import { type Changes, ChangesContext, useChanges } from '../changes/changesContext.ts';
import { notify } from '../ui/notify.ts';

const whyNot = 'This is read-only. Return to live to change something.';

function refuse(): void {
  notify({ family: 'idle', title: 'Nothing was changed', detail: whyNot });
}

/** Everything inside sees these facts instead of the present, and can change nothing. Null leaves all as it is. */
export function ReadOnly({ facts, children }: { facts: Facts | null; children: ReactNode }) {
  const live = useChanges();
  const index = useMemo(() => (facts ? indexFacts(facts) : null), [facts]);
  const value = useMemo<Changes>(
    () =>
      index
        ? {
            ...live,
            ...{ index, draft: null, inHand: [], isApplying: false, mayWrite: false, whyNot, refuse },
            propose: async () => {
              refuse();
              return 'refused';
            },
            preview: () => null,
            hold: () => undefined,
          }
        : live,
    [live, index],
  );
  return <ChangesContext value={value}>{children}</ChangesContext>;
}
