import type { Read } from '../db/database.ts';
import { isOpen, type PlannedItem } from './importPlan.ts';
import { entriesAfter } from './present.store.ts';

/** More than this is not looked at one by one. */
const mostEntries = 200;

const owned: ReadonlySet<string> = new Set(['APPLICATION', 'RUNTIME']);
/** Parts of an Application or Runtime that the entry names beside them, and what no plan is about. */
const besides: ReadonlySet<string> = new Set(['PACKAGE', 'API', 'EVENT', 'DOCUMENT', 'WEBHOOK', 'CERTIFICATE']);

/**
 * Whether what others have done since an entry may make another plan of what is still to be done. An import takes a while
 * beside many who change something else: to plan it anew for each would hold everybody up.
 */
export async function isConcerned(
  read: Read,
  tenantId: string,
  { items, sequence }: { items: readonly PlannedItem[]; sequence: number },
): Promise<boolean> {
  const entries = await entriesAfter(read, tenantId, sequence, mostEntries + 1);
  if (entries.length > mostEntries) return true;
  const open = items.filter(({ action }) => isOpen(action));
  const names = new Set(open.map(({ kind, name }) => `${kind} ${name}`));
  const ids = new Set(open.map(({ id }) => id));
  return entries.some(({ objects, after }) => {
    const renamed = (after as { name?: unknown } | null)?.name;
    return objects.some(({ kind, id, name }) => {
      if (besides.has(kind)) return false;
      if (!owned.has(kind)) return true;
      return ids.has(id) || names.has(`${kind} ${name}`) || names.has(`${kind} ${String(renamed)}`);
    });
  });
}
