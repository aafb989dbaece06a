const key = 'compass.person';

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'clear'>;

/**
 * What a tab keeps, such as requests and drafts, is for whoever made it: it outlives a session that ended, and goes as soon
 * as somebody else signs in.
 * @param id of the person; empty for automation.
 */
export function claimTab(id: string, kept: Kept = sessionStorage): void {
  const before = kept.getItem(key);
  if (before === id) return;
  if (before !== null) kept.clear();
  kept.setItem(key, id);
}
