import { expect, test } from 'vitest';
import { blastCsv } from './blastCsv.ts';

test('each connection is a line with its runtime, and no name becomes a formula', () => {
  const partner = { id: 'a', name: '=SUM("x")', since: 0, pending: false, through: ['campaign', 'loyalty'] };
  const runtime = { id: 'r', name: 'one', serial: '4f', notAfter: 1000, isOver: false, partners: [partner] };
  expect(blastCsv({ connections: [{ runtime, partner }] })).toBe(
    'runtime,certificate,ends,application,scenarios,connected since\r\n' +
      'one,4f,1970-01-01T00:00:01.000Z,"\'=SUM(""x"")",campaign loyalty,1970-01-01T00:00:00.000Z\r\n',
  );
});
