import { useMemo } from 'react';
import { impact, indexFacts } from '../../../landscape/impact.ts';
import { ImpactGroups } from '../../changes/ImpactGroups.tsx';
import { useLandscape } from '../../live/landscape.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { OnboardingDraft } from './draft.ts';
import styles from './OpensPanel.module.css';

/** What the scenarios of something new make possible, by the same engine that applies changes. */
export function OpensPanel({ kind, name, scenarios }: Pick<OnboardingDraft, 'kind' | 'name' | 'scenarios'>) {
  const { landscape } = useLandscape();
  const { index, result } = useMemo(() => {
    const added = { id: 'new', name: name || 'it', memberships: [] };
    const list = kind === 'runtime' ? 'runtimes' : 'applications';
    const facts = indexFacts({ ...landscape, [list]: [...landscape[list], added] });
    const changes = scenarios.map((scenario) => ({ addToScenario: { objectID: 'new', scenario } }));
    return { index: facts, result: impact(facts, changes) };
  }, [landscape, kind, name, scenarios]);
  const opens = result.becomesPossible.length > 0;
  return (
    <Panel title="What the scenarios open" flush={opens}>
      {!opens ? (
        <p className="meta">
          {scenarios.length === 0
            ? 'Choose scenarios to see whom it may talk to.'
            : `Nobody else in ${scenarios.join(', ')} yet.`}
        </p>
      ) : (
        <div className={styles.groups}>
          <ImpactGroups index={index} impact={{ ...result, sideEffects: [], conflicts: [] }} />
        </div>
      )}
    </Panel>
  );
}
