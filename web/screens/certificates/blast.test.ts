import { expect, test } from 'vitest';
import type { CertificateState } from '../../graphql.generated.ts';
import type { RuntimeRow } from '../../members/rows.ts';
import { type BlastCertificate, blastOf } from './blast.ts';

const runtime = (id: string, through: string[][], state: RuntimeRow['state'] = 'CONNECTED') => ({
  id,
  state,
  connected: through.map((scenarios, at) => ({
    ...{ id: `${id}-app-${at}`, name: `app ${at}`, since: 0, pending: false },
    through: scenarios,
  })),
});

let issued = 0;
const certificate = (
  id: string,
  state: CertificateState,
  notAfter: number,
  kind: 'RUNTIME' | 'APPLICATION' = 'RUNTIME',
): BlastCertificate => {
  issued += 1;
  return { owner: { id, name: `name of ${id}`, kind }, serial: `s${issued}`, notAfter, state };
};

test('each connection counts once, however many certificates of its runtime are chosen', () => {
  const members = [runtime('a', [['campaign'], ['campaign', 'loyalty']])];
  const both = [certificate('a', 'HEALTHY', 20), certificate('a', 'CRITICAL', 10)];
  const { runtimes, connections, scenarios } = blastOf(both, members);
  expect(runtimes.map(({ notAfter }) => notAfter)).toEqual([10]);
  expect(connections).toHaveLength(2);
  expect(scenarios).toEqual([
    { name: 'campaign', connections: 2 },
    { name: 'loyalty', connections: 1 },
  ]);
});

test('the worst come first: lost, not renewing, then the next to end', () => {
  const ids = ['late', 'soon', 'gone', 'sick'];
  const chosen = [
    certificate('late', 'HEALTHY', 50),
    certificate('soon', 'HEALTHY', 40),
    certificate('sick', 'OVERDUE', 45),
    certificate('gone', 'EXPIRED', 1),
  ];
  const blast = blastOf(
    chosen,
    ids.map((id) => runtime(id, [['campaign']])),
  );
  expect(blast.runtimes.map(({ id, isOver }) => [id, isOver])).toEqual([
    ['gone', true],
    ['sick', false],
    ['soon', false],
    ['late', false],
  ]);
});

test('a replaced certificate, one without connections and one of a runtime that is gone freeze nothing', () => {
  const members = [runtime('a', [['campaign']]), runtime('alone', [])];
  const chosen = [
    certificate('a', 'SUPERSEDED', 10),
    certificate('alone', 'HEALTHY', 10),
    certificate('gone', 'HEALTHY', 10),
  ];
  expect(blastOf(chosen, members)).toEqual({ runtimes: [], connections: [], scenarios: [], applications: [] });
});

test('a revoked certificate counts while its runtime has no other', () => {
  const chosen = [certificate('a', 'REVOKED', 10)];
  expect(blastOf(chosen, [runtime('a', [['campaign']], 'REVOKED')]).connections).toHaveLength(1);
  expect(blastOf(chosen, [runtime('a', [['campaign']])]).connections).toHaveLength(0);
});

test('applications are named apart: they freeze nothing, but can no longer call', () => {
  const chosen = [certificate('z', 'HEALTHY', 10, 'APPLICATION'), certificate('y', 'SUPERSEDED', 1, 'APPLICATION')];
  expect(blastOf(chosen, []).applications).toEqual(['name of z']);
});
