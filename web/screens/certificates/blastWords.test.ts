import { expect, test } from 'vitest';
import { revocationWords } from './blastWords.ts';

const runtime = (name: string, isOver = false) => ({
  ...{ id: name, name, serial: name, notAfter: 0, isOver, partners: [] },
});
const partner = { id: 'a', name: 'orders', since: 0, pending: false, through: ['campaign'] };

test('freezing says which runtimes nothing reaches, and what is frozen already is told apart', () => {
  const [eu, lost] = [runtime('eu'), runtime('lab', true)];
  const connections = [eu, eu, lost].map((one) => ({ runtime: one, partner }));
  expect(revocationWords({ runtimes: [lost, eu], connections, scenarios: [], applications: [] })).toEqual([
    '2 connections freeze: calls go on, but no change, removal or new credential reaches eu.',
    '1 connection is frozen already.',
  ]);
});

test('applications lose their calls, not their connections', () => {
  expect(
    revocationWords({ runtimes: [], connections: [], scenarios: [], applications: ['orders', 'loyalty'] }),
  ).toEqual([
    'No connection freezes.',
    'orders and loyalty can no longer call Compass, nor any runtime that authenticates them by these certificates.',
  ]);
});
