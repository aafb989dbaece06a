import type { SavedView } from '../preferences/preferences.ts';
import type { TableSort } from '../ui/tableModel.ts';

/** A column, with `-` before it if descending. */
export const sortText = ({ column, descending }: TableSort): string => `${descending ? '-' : ''}${column}`;

/** Where a view is shown. Its name says which one it is where several have one filter. */
export function hrefOfView(path: string, { name, filter, sort }: SavedView, isOwn: boolean): string {
  const search = new URLSearchParams();
  if (filter !== '') search.set('q', filter);
  if (sort !== '') search.set('sort', sort);
  if (isOwn) search.set('view', name);
  return search.size === 0 ? path : `${path}?${search}`;
}

/** The view on screen: of those with this filter the one with this name, else the first. */
export function currentView(
  views: readonly SavedView[],
  { name, filter }: { name: string | null; filter: string },
): SavedView | undefined {
  const matching = views.filter((view) => view.filter === filter);
  return matching.find((view) => view.name === name) ?? matching[0];
}
