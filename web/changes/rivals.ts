import { draft } from '../../landscape/draft.ts';
import type { Index, IndexedMember } from '../../landscape/facts.ts';
import type { Change } from '../../landscape/model.ts';
import { nameOf } from './describe.ts';

/** One thing that changed underneath a draft: as it is now, as the draft wanted it, and as it would become. */
export interface Rival {
  id: string;
  name: string;
  what: 'Scenarios' | 'Connected to';
  theirs: string;
  yours: string;
  result: string;
}

const members = (change: Change): string[] =>
  Object.values(change).flatMap((value: Record<string, string>) =>
    ['objectID', 'applicationID', 'runtimeID'].flatMap((key) => value[key] ?? []),
  );

const list = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : 'none');

/** What others changed of the objects a draft is about, since `base` was looked at. */
export function rivalsOf(base: Index, now: Index, changes: readonly Change[]): Rival[] {
  const [mine, merged] = [draft(base, changes), draft(now, changes)];
  const ids = new Set(changes.flatMap(members));
  // Connections of a touched Runtime belong to Applications the changes do not name.
  for (const each of [mine, merged]) for (const id of each.applications) ids.add(id);
  const rivals: Rival[] = [];
  for (const id of ids) {
    const [before, after] = [base.members.get(id), now.members.get(id)];
    if (!before) continue;
    const common = { id, name: before.name };
    if (!after) {
      const yours = list(mine.scenarios(before));
      rivals.push({ ...common, what: 'Scenarios', theirs: 'no longer exists', yours, result: 'no longer exists' });
      continue;
    }
    const scenarios = (of: typeof mine, member: IndexedMember) => list(of.scenarios(member));
    if (list(before.scenarios) !== list(after.scenarios)) {
      const [yours, result] = [scenarios(mine, before), scenarios(merged, after)];
      rivals.push({ ...common, what: 'Scenarios', theirs: list(after.scenarios), yours, result });
    }
    const holders = (ids: Iterable<string>) => list([...ids].map((runtime) => nameOf(now, runtime)).sort());
    const [held, holds] = [holders(base.holders.get(id)?.keys() ?? []), holders(now.holders.get(id)?.keys() ?? [])];
    if (held !== holds) {
      const [yours, result] = [holders(mine.holders(id).keys()), holders(merged.holders(id).keys())];
      rivals.push({ ...common, what: 'Connected to', theirs: holds, yours, result });
    }
  }
  return rivals;
}
