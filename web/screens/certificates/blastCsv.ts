import { toCsv } from '../../export/csv.ts';
import type { Blast } from './blast.ts';

const head = ['runtime', 'certificate', 'ends', 'application', 'scenarios', 'connected since'];

/** The connections that freeze, one in each line, with exact times. */
export const blastCsv = ({ connections }: Pick<Blast, 'connections'>): string =>
  toCsv(
    head,
    connections.map(({ runtime, partner }) => [
      runtime.name,
      runtime.serial,
      new Date(runtime.notAfter).toISOString(),
      partner.name,
      partner.through.join(' '),
      new Date(partner.since).toISOString(),
    ]),
  );
