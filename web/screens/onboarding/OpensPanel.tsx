import { useMemo } from 'react';
import { impact, indexFacts } from '../../../landscape/impact.ts';
import { ImpactGroups } from '../../changes/ImpactGroups.tsx';
import { useLandscape } from '../../live/landscape.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { OnboardingDraft } from './draft.ts';

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
  return (
    <Panel title="What the scenarios open">
      {result.becomesPossible.length === 0 ? (
        <p className="meta">
          {scenarios.length === 0
            ? 'Choose scenarios to see whom it may talk to.'
            : `Nobody else in ${scenarios.join(', ')} yet.`}
        </p>
      ) : (
        <ImpactGroups index={index} impact={{ ...result, sideEffects: [], conflicts: [] }} />
      )}
    </Panel>
  );
}
