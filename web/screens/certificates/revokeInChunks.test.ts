import { expect, test } from 'vitest';
import { type Failure, type Revocable, revokeInChunks } from './revokeInChunks.ts';

const certificates = (count: number): Revocable[] =>
  Array.from({ length: count }, (_, at) => ({
    serial: String(at),
    owner: { id: String(at), name: `runtime-${at}`, kind: 'RUNTIME' },
  }));

/** A server that takes all or none, and refuses some. */
function server(refused: readonly string[]) {
  const revoked = new Set<string>();
  const calls: number[] = [];
  return {
    revoked,
    calls,
    revoke: async (serials: string[]) => {
      calls.push(serials.length);
      const wrong = serials.find((serial) => refused.includes(serial));
      if (wrong !== undefined) throw new Error(`${wrong} was not found`);
      for (const serial of serials) revoked.add(serial);
    },
  };
}

test('all are revoked in few requests, and each chunk is told', async () => {
  const { revoked, calls, revoke } = server([]);
  const told: number[] = [];
  await revokeInChunks(certificates(120), revoke, (settled) => told.push(settled));
  expect([revoked.size, calls, told]).toEqual([120, [50, 50, 20], [50, 100, 120]]);
});

test('what is refused for one keeps no other from being revoked, and has its own reason', async () => {
  const { revoked, revoke } = server(['7', '119']);
  let failures: readonly Failure[] = [];
  await revokeInChunks(certificates(120), revoke, (_, failed) => {
    failures = failed;
  });
  expect(revoked.size).toBe(118);
  expect(failures.map(({ certificate, error }) => [certificate.serial, String(error)])).toEqual([
    ['7', 'Error: 7 was not found'],
    ['119', 'Error: 119 was not found'],
  ]);
});

test('a single one is asked for once', async () => {
  const { calls, revoke } = server(['0']);
  const told: number[] = [];
  await revokeInChunks(certificates(1), revoke, (settled, failures) => told.push(settled, failures.length));
  expect([calls, told]).toEqual([[1], [1, 1]]);
});
