/**
 * Every screen with nothing in it, while its own queries hang, when they fail, and for somebody who lacks the right; and
 * those with parts of their own where one of them is missing, or there is more than fits.
 */
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import SQLite from 'better-sqlite3';
import type { ExampleIds } from './fixtures/landscape.ts';
import type { RunningCompass } from './fixtures/server.ts';
import { shoot } from './fixtures/shots.ts';
import { expect, test } from './fixtures/test.ts';
import { fillEveryScreen, goWithin, type Screen, screens } from './pages/screens.ts';

/** What the frame asks for, whatever the screen. */
const ofTheFrame = new Set(['Session', 'Preferences', 'Landscape', 'LandscapeChanged']);

/** What may be said only of what was read. */
const claims =
  /\b0 of 0\b|\bNo (unused token|labels|rules?|packages|webhooks|requests|certificate)\b|\bNone( yet|\. (The|A|Used) )|Nothing (yet|matches|has happened)/i;

/** Above what was read before. */
const ofBefore = /Last good data|Shown is what was read before/;

/** In a tenant without anything. */
const emptyLists: readonly [path: string, text: string][] = [
  ['overview', 'Connect a runtime'],
  ['map', 'Load the example landscape'],
  ['applications', 'Nothing is connected yet'],
  ['runtimes', 'Nothing is connected yet'],
  ['certificates', 'No certificate yet'],
  ['onboarding', 'Nobody is on the way'],
  ['administration/api-tokens', 'No API token yet'],
  ['administration/rules', 'No rules'],
  ['administration/templates', 'No templates'],
  ['administration/systems', 'No integration systems'],
  ['administration/providers', 'People sign in with a password'],
];

const operationOf = (route: Route) => /(?:query|subscription) (\w+)/.exec(route.request().postData() ?? '')?.[1] ?? '';

/** Lets `answer` answer what screens ask for; null leaves it to the server. */
async function answerScreens(
  page: Page,
  answer: (operation: string) => ((route: Route) => unknown) | null,
): Promise<void> {
  await page.route('**/graphql', (route) => {
    const operation = operationOf(route);
    const other = ofTheFrame.has(operation) ? null : answer(operation);
    return other ? other(route) : route.continue();
  });
}

const errors = [{ message: 'The disk is full [errorID=e2e-states]', extensions: { error: 'InternalError' } }];
const refuse = (route: Route) => route.fulfill({ json: { data: null, errors } });

const main = (page: Page) => page.locator('main');

/** At a screen that asks for nothing. */
async function atRest(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Your preferences' })).toBeVisible();
}

async function start(page: Page, compass: RunningCompass): Promise<void> {
  await page.goto(`${compass.consoleUrl}/t/default/preferences`);
  await atRest(page);
}

interface Walk {
  page: Page;
  state: string;
  pathOf: (screen: Screen) => string;
}

async function walk(
  { page, state, pathOf }: Walk,
  some: readonly Screen[],
  look: (screen: Screen) => Promise<unknown>,
) {
  for (const screen of some) {
    await test.step(`${state}: ${screen.name}`, async () => {
      await goWithin(page, `/t/default/${pathOf(screen)}`);
      await expect(page.getByRole('heading', { level: 1, name: 'Your preferences' })).toHaveCount(0);
      await look(screen);
      await goWithin(page, '/t/default/preferences');
      await atRest(page);
    });
  }
}

test('every screen says that it loads, why it cannot, that there is nothing, and which right is missing', async ({
  page: first,
  context,
  compass,
  signIn,
}) => {
  test.setTimeout(240_000);
  await signIn(first);
  await start(first, compass);
  for (const [path, text] of emptyLists) {
    await test.step(`empty: ${path}`, async () => {
      await goWithin(first, `/t/default/${path}`);
      // Until the new screen is loaded, the former one stays.
      await expect(first.getByRole('heading', { level: 1, name: 'Your preferences' })).toHaveCount(0);
      await expect.soft(main(first), path).toContainText(text);
      await shoot(first, 'states', `empty ${path}`);
      await goWithin(first, '/t/default/preferences');
      await atRest(first);
    });
  }

  const ids = await fillEveryScreen(compass);
  const pathOf = (screen: Screen) => screen.path(ids);
  const asking = screens.filter(({ asksNothing, name }) => !asksNothing && name !== 'preferences');

  const hanging = await context.newPage();
  await answerScreens(hanging, () => () => undefined);
  await start(hanging, compass);
  await walk({ page: hanging, state: 'loading', pathOf }, asking, async ({ name, wayOut, hasNoSkeleton }) => {
    const waiting = main(hanging).getByRole('status', { name: /loading|asking|counting/i });
    if (wayOut !== 'Return to live')
      await expect.soft(main(hanging).getByRole('heading', { level: 1 }), name).toBeVisible();
    if (!hasNoSkeleton) await expect.soft(waiting.first(), name).toBeVisible();
    await expect.soft(main(hanging), name).not.toContainText(claims, { useInnerText: true });
    await shoot(hanging, 'states', `loading ${name}`);
  });
  await hanging.close();

  const failing = await context.newPage();
  let isFailing = true;
  await answerScreens(failing, () => (isFailing ? refuse : null));
  await start(failing, compass);
  await walk({ page: failing, state: 'error', pathOf }, asking, async ({ name, wayOut = 'Retry' }) => {
    const cause = main(failing).getByText('The disk is full');
    await expect.soft(cause.first(), name).toBeVisible();
    const said = await main(failing).innerText();
    if (!ofBefore.test(said)) expect.soft(said, name).not.toMatch(claims);
    await shoot(failing, 'states', `error ${name}`);
    isFailing = false;
    if (wayOut !== null) {
      const out = main(failing).getByRole('button', { name: wayOut, exact: true });
      await expect.soft(out.first(), name).toBeVisible();
      await out.evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).click()));
      await expect.soft(cause, name).toHaveCount(0);
    }
    isFailing = true;
  });
  await test.step('error: what was read before stays, with its time', async () => {
    await goWithin(failing, '/t/default/administration/people');
    await expect(main(failing)).toContainText(/The disk is full\. Last good data, .+ UTC\. Error id e2e-states\./);
    await expect(failing.getByRole('rowheader', { name: /mara/i })).toBeVisible();
    await shoot(failing, 'states', 'error-after-good-data');
    isFailing = false;
    await goWithin(failing, '/t/default/overview');
    const tile = failing.getByRole('region', { name: 'Runtimes', exact: true });
    await expect(tile).toContainText('live of');
    isFailing = true;
    await compass.graphql('mutation { createScenario(name: "after the failure") { id } }');
    await expect(main(failing)).toContainText(/The disk is full\. Last good data, .+ UTC\. Error id e2e-states\./);
    await expect(tile).toContainText('live of');
  });
  await failing.close();

  const database = new SQLite(join(compass.dataDir, 'compass.db'));
  database.prepare(`UPDATE tenant_roles SET role = 'VIEWER'`).run();
  database.close();
  const viewer = await context.newPage();
  await start(viewer, compass);
  const others = screens.filter(
    ({ name, asksNothing, viewerLacks }) => viewerLacks || (!asksNothing && name !== 'preferences'),
  );
  await walk({ page: viewer, state: 'viewer', pathOf }, others, async ({ name, heading, viewerLacks }) => {
    if (viewerLacks) await expect.soft(main(viewer), name).toContainText(viewerLacks);
    else await expect.soft(main(viewer).getByRole('heading', { level: 1, name: heading }), name).toBeAttached();
    await expect.soft(main(viewer), name).not.toContainText('could not be read');
    await shoot(viewer, 'states', `viewer ${name}`);
  });
});

interface Part {
  name: string;
  path: (ids: ExampleIds) => string;
  /** The operation that fails. */
  without: string;
  /** What is said of it. */
  says: string;
  /** What is there all the same. */
  shows: string;
}

const parts: readonly Part[] = [
  // First: what was read once stays known.
  {
    ...{ name: 'certificates without authorities', path: () => 'certificates', without: 'CertificateAuthorities' },
    ...{ says: 'Who signs is not known: The disk is full', shows: 'runtime-1' },
  },
  {
    ...{ name: 'certificates without the timeline', path: () => 'certificates', without: 'CertificateTimeline' },
    ...{ says: 'When certificates end could not be counted', shows: 'runtime-1' },
  },
  {
    ...{ name: 'the timeline without certificates', path: () => 'certificates', without: 'CertificateTable' },
    ...{ says: 'Certificates unavailable', shows: 'Height is log scale' },
  },
  {
    ...{ name: 'a connection without its history', without: 'Activity', says: 'Unknown: The disk is full' },
    ...{
      path: (ids) => `map?select=${ids['application-1']},${ids['runtime-1']}`,
      shows: 'because both are in campaign',
    },
  },
  {
    ...{ name: 'a membership without its beginning', without: 'MembershipBeginnings', says: 'The disk is full' },
    ...{
      path: (ids) => `map?mode=matrix&cell=${ids['application-1']}.${ids['campaign']}`,
      shows: 'If application-1 leaves',
    },
  },
  {
    ...{ name: 'a past moment without its log', without: 'ChangesBetween', shows: 'Return to live' },
    ...{
      path: () => `map?at=${new Date().toISOString()}`,
      says: 'What changed last before is not known: The disk is full',
    },
  },
];

const many = 9812;

interface Member {
  id: string;
  name: string;
}

/** The parts of answers that there may be more of. */
interface Answers {
  landscape: { applications: Member[]; runtimes: { certificate: object | null }[] };
  table: object;
  certificateTimeline: { lanes: { count: number }[] };
  activity: { pageInfo: object };
  overview: { attention: object };
}

/** Takes the certificates of all Runtimes out of an answer, as a server does that cannot read them. */
function loseCertificates(answer: { data: Answers; errors?: object[] }): void {
  answer.errors = answer.data.landscape.runtimes.map((runtime, place) => {
    runtime.certificate = null;
    return { ...errors[0], path: ['landscape', 'runtimes', place, 'certificate'] };
  });
}

/** What the server might answer to an operation if there were more of everything. */
const crowd: Readonly<Record<string, (data: Answers) => void>> = {
  Landscape({ landscape }) {
    landscape.applications = landscape.applications.flatMap((each) =>
      Array.from({ length: 400 }, (_, at) => ({ ...each, id: `${each.id}-${at}`, name: `${each.name}-${at}` })),
    );
  },
  ApplicationTable({ table }) {
    Object.assign(table, { totalCount: many, unfilteredCount: many });
  },
  CertificateTimeline({ certificateTimeline }) {
    for (const lane of certificateTimeline.lanes) lane.count = 52_000;
  },
  Activity({ activity }) {
    Object.assign(activity, { totalCount: many });
    Object.assign(activity.pageInfo, { endCursor: 'more', hasNextPage: true });
  },
  Overview({ overview }) {
    Object.assign(overview.attention, { totalCount: many });
  },
};

test('a screen shows what arrived and names what did not; what does not fit is counted', async ({
  page,
  context,
  compass,
  signIn,
}) => {
  test.setTimeout(120_000);
  await signIn(page);
  const ids = await fillEveryScreen(compass);
  const { landscape } = await compass.graphql('{ landscape { scenarios { id name } } }', {});
  for (const { id, name } of landscape.scenarios) ids[name] = id;

  let without = '';
  await answerScreens(page, (operation) => (operation === without ? refuse : null));
  await start(page, compass);
  for (const part of parts) {
    await test.step(`partial: ${part.name}`, async () => {
      without = part.without;
      await goWithin(page, `/t/default/${part.path(ids)}`);
      await expect.soft(main(page), part.name).toContainText(part.says);
      await expect.soft(main(page), part.name).toContainText(part.shows);
      await shoot(page, 'states', `partial ${part.name}`);
      await goWithin(page, '/t/default/preferences');
      await atRest(page);
    });
  }
  await test.step('partial: views of a table without counts', async () => {
    without = 'TableCounts';
    await goWithin(page, '/t/default/applications');
    await expect(main(page).getByRole('link', { name: 'application-1' })).toBeVisible();
    await expect(main(page).getByRole('navigation', { name: 'Views of Applications' })).not.toContainText(/\d/);
  });

  const crowded = await context.newPage();
  let isFailing = false;
  let isWithoutCertificates = true;
  await crowded.route('**/graphql', async (route) => {
    const operation = operationOf(route);
    const change = crowd[operation];
    if (isFailing && !ofTheFrame.has(operation)) return refuse(route);
    if (!change) return route.continue();
    const response = await route.fetch();
    const answer = await response.json();
    change(answer.data);
    if (operation === 'Landscape' && isWithoutCertificates) loseCertificates(answer);
    return route.fulfill({ response, json: answer });
  });
  await start(crowded, compass);
  const look = (name: string, path: string, text: string | RegExp) =>
    test.step(`too many: ${name}`, async () => {
      await goWithin(crowded, `/t/default/${path}`);
      await expect(main(crowded)).toContainText(text, { timeout: 20_000 });
      await shoot(crowded, 'states', `too many ${name}`);
    });
  await test.step('partial: the map without certificates, until they are asked for again', async () => {
    await goWithin(crowded, '/t/default/map?mode=map&view=table&find=kind:runtime&hide=true');
    await expect(main(crowded)).toContainText('Certificates unavailable');
    const unknown = main(crowded).getByRole('img', { name: 'Certificate: unknown' });
    await expect(unknown.first()).toBeVisible();
    await shoot(crowded, 'states', 'partial map');
    isWithoutCertificates = false;
    await main(crowded).getByRole('button', { name: 'Retry' }).click();
    await expect(main(crowded)).not.toContainText('Certificates unavailable');
    await expect(unknown).toHaveCount(0);
  });
  await look('matrix first', 'map', /Rows 1–\d+ of 1,200, columns/);
  // Map and Focus draw 300 cards, which map-large.spec.ts and ego.test.ts wait for.
  await look('map as table', 'map?mode=map&view=table', /and \d+ more, not listed.*Showing 300 of 1,203 – worst first/);
  await look('applications', 'applications', '9,812 of 9,812 match');
  await look('certificates', 'certificates', '52,000');
  const lane = main(crowded)
    .getByRole('toolbar', { name: /^Filter by when/ })
    .getByRole('button')
    .first();
  expect(await lane.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
  await look('activity', 'activity', /of 9,812 entries/);
  await test.step('partial: activity without what is older', async () => {
    isFailing = true;
    await main(crowded).getByRole('button', { name: 'Show older' }).click();
    await expect(main(crowded)).toContainText('Older entries could not be read');
    await expect(main(crowded)).toContainText(/of 9,812 entries/);
    isFailing = false;
  });
  await look('overview', 'overview', `Show all 9,812`);
  await test.step('partial: overview without the rest of what needs attention', async () => {
    isFailing = true;
    await main(crowded).getByRole('button', { name: 'Show all 9,812' }).click();
    await expect(main(crowded)).toContainText('The rest could not be read');
  });
});
