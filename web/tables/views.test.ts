import { expect, it } from 'vitest';
import { currentView, hrefOfView } from './views.ts';

const all = { name: 'All', filter: '', sort: '', columns: null };
const dense = { name: 'Dense & wide', filter: '', sort: '-updated', columns: ['state'], density: 'compact' as const };
const failed = { name: 'Failed', filter: 'state:failed', sort: '', columns: null };
const views = [all, failed, dense];

it('is told by its filter, and by its name where several have one filter', () => {
  expect(currentView(views, { name: null, filter: '' })).toBe(all);
  expect(currentView(views, { name: 'Dense & wide', filter: '' })).toBe(dense);
  expect(currentView(views, { name: 'Dense & wide', filter: 'state:failed' })).toBe(failed);
  expect(currentView(views, { name: 'Dense & wide', filter: 'name:x' })).toBeUndefined();
});

it('has an address of its own', () => {
  expect(hrefOfView('/t/a/runtimes', all, false)).toBe('/t/a/runtimes');
  expect(hrefOfView('/t/a/runtimes', dense, true)).toBe('/t/a/runtimes?sort=-updated&view=Dense+%26+wide');
});
