/** Every screen with nothing in it, while its own queries hang, when they fail, and for somebody who lacks the right. */
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import SQLite from 'better-sqlite3';
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

/** Lets `answer` answer what screens ask for; null leaves it to the server. */
async function answerScreens(page: Page, answer: () => ((route: Route) => unknown) | null): Promise<void> {
  await page.route('**/graphql', (route) => {
    const [, operation = ''] = /(?:query|subscription) (\w+)/.exec(route.request().postData() ?? '') ?? [];
    const other = ofTheFrame.has(operation) ? null : answer();
    return other ? other(route) : route.continue();
  });
}

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
      await expect.soft(main(first), path).toContainText(text);
      await shoot(first, 'states', `empty ${path}`);
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
  const errors = [{ message: 'The disk is full [errorID=e2e-states]', extensions: { error: 'InternalError' } }];
  await answerScreens(failing, () => (isFailing ? (route) => route.fulfill({ json: { data: null, errors } }) : null));
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
