import type { Index } from '../../landscape/impact.ts';
import type { Change, Impact, ImpactPair } from '../../landscape/model.ts';
import { nameOf } from './describe.ts';

/** A draft to read, review and keep: names beside ids, and what applying it would do. */
export async function draftYaml(index: Index, changes: readonly Change[], impact: Impact): Promise<string> {
  const { stringify } = await import('yaml');
  const named = (change: Change) => {
    const [kind, value] = Object.entries(change)[0] as [string, Record<string, string>];
    const names = Object.entries(value).map(([member, text]) =>
      member.endsWith('ID') ? { [member.slice(0, -2)]: nameOf(index, text), [member]: text } : { [member]: text },
    );
    return { [kind]: Object.assign({}, ...names) as object };
  };
  const pairs = (list: readonly ImpactPair[]) =>
    list.map((pair) => `${nameOf(index, pair.applicationID)} > ${nameOf(index, pair.runtimeID)}`);
  return stringify({
    changes: changes.map(named),
    impact: {
      breaks: pairs(impact.breaks),
      begins: pairs(impact.begins),
      becomesPossible: pairs(impact.becomesPossible),
      stopsBeingPossible: pairs(impact.stopsBeingPossible),
      sideEffects: impact.sideEffects.map(({ kind, objectID, scenario }) => ({
        [kind]: { object: nameOf(index, objectID), scenario },
      })),
    },
  });
}
