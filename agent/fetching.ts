import { CallError } from './callError.ts';
import type { Director } from './compass.ts';
import type { Bundle, DirectorApplication } from './resources.ts';

/** All the Director has for the Runtime, or nothing: a part is never taken for the whole. */
export interface Configuration {
  labels: Record<string, unknown>;
  applications: DirectorApplication[];
}

interface Page<Row> {
  data: Row[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
  totalCount: number;
}

/** More pages than any landscape has; ends a server that never says it is the last. */
const mostPages = 10_000;

/**
 * Fetches the configuration, following every list to its last page.
 * @throws CallError, also if pages do not fit together because the lists changed in between.
 */
export async function fetchConfiguration(director: Director): Promise<Configuration> {
  const first = await director.configuration(null);
  const list = first.applicationsForRuntime;
  const next = async (after: string) => (await director.configuration(after)).applicationsForRuntime;
  const rows = await allRows('Applications', list, next);
  if (list.pageInfo.hasNextPage) {
    // One that goes while another comes may push a third over the edge of a page, unseen by any count.
    const again = await allRows('Applications', (await director.configuration(null)).applicationsForRuntime, next);
    if (String(idsOf(again)) !== String(idsOf(rows)))
      throw new CallError('failed', 'the Applications changed meanwhile');
  }
  const applications: DirectorApplication[] = [];
  for (const row of rows) {
    const bundles = await completeBundles(director, row.id, row.bundles);
    applications.push({ ...row, bundles });
  }
  return { labels: first.runtime?.labels ?? {}, applications };
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

async function completeBundles(director: Director, applicationId: string, first: Page<Bundle> | null) {
  if (!first) return [];
  const bundles = await allRows('bundles', first, (after) => director.bundles(applicationId, after));
  const complete: Bundle[] = [];
  for (const bundle of bundles) {
    const { id, apiDefinitions: apis, eventDefinitions: events } = bundle;
    const moreApis = (after: string) => director.apis(applicationId, id, after);
    const moreEvents = (after: string) => director.events(applicationId, id, after);
    complete.push({
      ...bundle,
      apiDefinitions: apis && { ...apis, data: await allRows('API definitions', apis, moreApis) },
      eventDefinitions: events && { ...events, data: await allRows('event definitions', events, moreEvents) },
    });
  }
  return complete;
}

async function allRows<Row extends { id: string }>(
  what: string,
  first: Page<Row>,
  next: (after: string) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows = [...first.data];
  let page = first;
  for (let count = 1; page.pageInfo.hasNextPage; count += 1) {
    const { endCursor } = page.pageInfo;
    if (endCursor === '' || count > mostPages) throw new CallError('failed', `the pages of ${what} do not end`);
    page = await next(endCursor);
    if (page.totalCount !== first.totalCount) throw new CallError('failed', `the ${what} changed meanwhile`);
    rows.push(...page.data);
  }
  // A list that changed between two pages may lack an entry that is still there.
  if (new Set(rows.map(({ id }) => id)).size !== rows.length || page.totalCount !== rows.length) {
    throw new CallError(
      'failed',
      `the ${what} answered are ${rows.length} of ${page.totalCount}: the list is not complete`,
    );
  }
  return rows;
}
