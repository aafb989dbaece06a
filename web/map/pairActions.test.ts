import { expect, test, vi } from 'vitest';
import { lineMenu } from './menuOf.ts';
import { pairActions } from './pairActions.ts';

const pair = { applicationID: 'a', runtimeID: 'r', application: 'orders', runtime: 'cluster-eu' };

function offered(state: Parameters<typeof pairActions>[0]) {
  const asked = { propose: vi.fn(), onDialog: vi.fn(), onSelect: vi.fn() };
  return { ...asked, actions: pairActions(state, { ...pair, ...asked }) };
}
const labels = (menu: ReturnType<typeof lineMenu>) =>
  menu.flatMap((entry) => (entry === 'divider' ? [] : [String(entry.label)]));

test('a connection offers to switch its Runtime, which asks which one first, to end it, and to leave a scenario', () => {
  const { actions, onDialog, propose } = offered('CONNECTED');
  expect(actions.map(({ label }) => label)).toEqual([
    'Switch runtime…',
    'Disconnect…',
    'Remove from scenario…',
    'Show orders',
    'Show cluster-eu',
  ]);
  actions[0]?.run();
  expect(onDialog).toHaveBeenCalledWith({ kind: 'connect', applicationID: 'a' });
  actions[1]?.run();
  expect(propose).toHaveBeenCalledWith([{ disconnect: { applicationID: 'a', runtimeID: 'r' } }], {
    title: 'Disconnected orders from cluster-eu',
  });
});

test('what is allowed, refused or forbidden is offered as what would change it', () => {
  expect(offered('AVAILABLE').actions[0]).toMatchObject({
    label: 'Connect to cluster-eu',
    change: { connect: { applicationID: 'a', runtimeID: 'r' } },
  });
  expect(offered('BLOCKED').actions[0]).toMatchObject({
    label: 'Switch to cluster-eu…',
    change: { switch: { applicationID: 'a', runtimeID: 'r' } },
  });
  expect(offered('FORBIDDEN').actions[0]).toMatchObject({ label: 'Assign both to a scenario…' });
});

test('the menu of a line has all of it; whoever may not write reads why, and may still look', () => {
  const { actions } = offered('CONNECTED');
  const menu = lineMenu(actions, { mayWrite: true, whyNot: '', onMove: vi.fn() });
  expect(labels(menu)).toEqual([
    ...['Switch runtime…', 'Disconnect…', 'Remove from scenario…', 'Move its end on the map'],
    ...['Show orders', 'Show cluster-eu'],
  ]);
  expect(labels(lineMenu(actions, { mayWrite: true, whyNot: '', onMove: null }))).not.toContain(
    'Move its end on the map',
  );
  const forViewers = lineMenu(actions, { mayWrite: false, whyNot: 'You are viewer.', onMove: vi.fn() });
  const usable = forViewers.filter((entry) => entry !== 'divider' && entry.disabled !== true);
  expect(labels(usable)).toEqual(['Show orders', 'Show cluster-eu']);
  expect(forViewers[0]).toMatchObject({ disabled: true, detail: 'You are viewer.' });
});
