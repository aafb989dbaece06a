import type { Read } from '../db/database.ts';
import { onWire } from '../events/activity.resolvers.ts';
import type { MembershipBeginning } from '../graphql/director.generated.ts';
import { entryOfBeginning, membershipsIn } from './beginning.store.ts';

/** Since when and through whom an object is in a scenario; nothing if it is not. */
export async function membershipBeginnings(
  read: Read,
  tenantId: string,
  { objectID, scenario }: { objectID: string; scenario: string },
): Promise<MembershipBeginning[]> {
  const beginnings: MembershipBeginning[] = [];
  for (const membership of await membershipsIn(read, tenantId, objectID, scenario)) {
    const entry = await entryOfBeginning(read, tenantId, membership);
    beginnings.push({ origin: membership.origin, since: membership.since, entry: entry ? onWire(entry) : null });
  }
  return beginnings;
}
