import { emptying } from '../../../landscape/emptying.ts';
import { impact } from '../../../landscape/impact.ts';
import { summarise } from '../../changes/describe.ts';
import { formatPlural } from '../../format/counts.ts';
import { RevertScenarioCreationDocument } from '../../graphql.generated.ts';
import { leftNothing, revisionOf, type Step } from './step.ts';
import type { Told } from './told.ts';

/** A scenario that was made is deleted, with whoever is in it by now. */
export function scenarioCreationStep({ objects }: Told): Step | null {
  const id = objects.find(({ kind }) => kind === 'SCENARIO')?.id;
  if (id === undefined) return null;
  return {
    rights: ['landscape:write'],
    title: 'Delete the scenario?',
    async read(client, landscape) {
      const since = await revisionOf(client, id);
      const name = landscape.scenarios.find((scenario) => scenario.id === id)?.name;
      if (name === undefined) return leftNothing;
      const { index, changes } = emptying(landscape, [name]);
      const does = impact(index, changes);
      const members = formatPlural(changes.length, 'member');
      const leave = `${members} ${changes.length === 1 ? 'leaves' : 'leave'} it, and its rules go with it.`;
      return {
        words: `Deletes ${name}. ${changes.length === 0 ? 'Nothing is in it.' : leave}`,
        beside: [`${summarise(does)}.`],
        typed: does.breaks.length > 0 ? { name, to: 'delete the scenario' } : null,
        run: () => client.mutate({ mutation: RevertScenarioCreationDocument, variables: { id, name, since } }),
      };
    },
  };
}
