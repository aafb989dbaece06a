import { expect, test } from 'vitest';
import { blastCsv } from './blastCsv.ts';

test('each connection is a line, and no name becomes a formula', () => {
  const owner = { id: 'r', name: 'one', kind: 'RUNTIME' } as const;
  const partner = { id: 'a', name: '=SUM("x")', since: 0, pending: false, through: ['campaign', 'loyalty'] };
  expect(blastCsv({ owner, serial: '4f', notAfter: 1000 }, [partner])).toBe(
    '"runtime","certificate","ends","application","scenarios","connected since"\r\n' +
      '"one","4f","1970-01-01T00:00:01.000Z","\'=SUM(""x"")","campaign loyalty","1970-01-01T00:00:00.000Z"\r\n',
  );
});
