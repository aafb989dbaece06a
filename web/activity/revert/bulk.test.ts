import { expect, test } from 'vitest';
import { bulkOffer } from './bulk.ts';
import { revertOf } from './kinds.ts';

const finished = (after: unknown) => ({
  ...{ sequence: 1, action: 'bulk.finished', objects: [], before: null, after },
});
const assign = { name: 'assign', scenario: 'campaign' };

test('the end of a job names it, so that it is taken back as a whole; one that does not is taken back by row', () => {
  const after = { job: 'j', action: assign, kind: 'APPLICATION', total: 97 };
  expect(revertOf(finished(after))).toEqual({
    ...{ kind: 'bulk', jobID: 'j', noun: 'application', rights: ['landscape:write'] },
  });
  const { job: _, ...nameless } = after;
  expect(revertOf(finished(nameless))).toMatchObject({
    kind: 'impossible',
    why: expect.stringContaining('same request'),
  });
});

test('labels ask for the right to write their owner, also where the taking back is taken back', () => {
  const action = { name: 'undo', action: { name: 'setLabel', key: 'env', value: 'prod' } };
  const entry = finished({ job: 'j', action, kind: 'RUNTIME', total: 1 });
  expect(revertOf(entry)).toMatchObject({ rights: ['landscape:write', 'runtime:write'] });
});

test('only what was done and is left of it is offered, and nothing once the server no longer knows the job', () => {
  const sets = (some: string) => ({ can: true, words: expect.stringContaining(`Sets ${some} back;`) });
  expect(bulkOffer({ total: 3, undoable: 3 }, 0, 'runtime')).toMatchObject(sets('3 runtimes'));
  expect(bulkOffer({ total: 3, undoable: 2 }, 1, 'runtime')).toMatchObject(sets('1 of 3 runtimes'));
  expect(bulkOffer({ total: 3, undoable: 2 }, 2, 'runtime').can).toBe(false);
  expect(bulkOffer({ total: 3, undoable: 0 }, 0, 'runtime').can).toBe(false);
  expect(bulkOffer(null, 0, 'runtime')).toMatchObject({ can: false, words: expect.stringContaining('for an hour') });
});
