import { expect, test } from 'vitest';
import { freezeWords, revocationWords } from './blastWords.ts';

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

test('a certificate that renews is told calmly, one that does not as what will happen', () => {
  const notAfter = Date.UTC(2026, 11, 28, 14);
  const words = (state: Parameters<typeof freezeWords>[0]['state'], connections: number, isOver = false) => {
    const { lead, verb } = freezeWords({ state, notAfter, isOver }, connections);
    return `${lead}${connections} ${verb}`;
  };
  expect(words('HEALTHY', 11)).toBe('Unless it is renewed, 11 freeze from 28 Dec 2026, 14:00 UTC');
  expect(words('RENEWAL_DUE', 1)).toBe('Unless it is renewed, 1 freezes from 28 Dec 2026, 14:00 UTC');
  expect(words('OVERDUE', 11)).toBe('From 28 Dec 2026, 14:00 UTC 11 freeze');
  expect(words('CRITICAL', 1)).toBe('From 28 Dec 2026, 14:00 UTC 1 freezes');
  expect(words('EXPIRED', 2, true)).toBe('2 are frozen');
});
