import type { Page } from '@playwright/test';
import { connect, idsByName, loadExample, pairState } from './fixtures/landscape.ts';
import type { RunningCompass } from './fixtures/server.ts';
import { expect, test } from './fixtures/test.ts';
import { mapPage } from './pages/mapPage.ts';

/** Lets somebody else change the landscape after the page has sent its next changes and before the server reads them. */
async function overtakeNextApply(page: Page, compass: RunningCompass, change: () => Promise<unknown>): Promise<void> {
  let overtaken = false;
  await page.route(`${compass.consoleUrl}/graphql`, async (route) => {
    if (!overtaken && route.request().postData()?.includes('ApplyChanges')) {
      overtaken = true;
      await change();
    }
    await route.continue();
  });
}

test('a drag that would stop a live connection waits as a draft, is confirmed by typing, and can be taken back', async ({
  page,
  compass,
  signIn,
}) => {
  await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  await map.drag(map.card('Application', 'application-1'), map.tray('campaign'));

  await expect(map.draft.getByRole('heading', { name: '1 change, 1 live connection stops' })).toBeVisible();
  await expect(map.draft).toContainText('application-1 returns to default by itself');
  await expect(map.line('application-1', 'runtime-1')).toHaveAccessibleName(/Will break/);
  await expect.poll(() => pairState(compass, 'application-1', 'runtime-1')).toBe('CONNECTED');
  const apply = map.draft.getByRole('button', { name: 'Apply 1 change' });
  await map.draft.getByRole('textbox').fill('stop 2');
  await expect(apply).toBeDisabled();
  await map.apply('stop 1');
  await expect(map.card('Application', 'application-1')).toHaveAccessibleName(/Not connected; in default;/);
  await expect.poll(() => pairState(compass, 'application-1', 'runtime-1')).toBe('FORBIDDEN');

  await map.undo.click();
  await expect(map.card('Application', 'application-1')).toHaveAccessibleName(/in campaign;/);
  await expect(map.line('application-1', 'runtime-1')).toBeVisible();
  await expect.poll(() => pairState(compass, 'application-1', 'runtime-1')).toBe('CONNECTED');
});

test('a draft follows the landscape: what it would stop is counted anew while it waits and when it is applied too late', async ({
  page,
  compass,
  signIn,
}) => {
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  await map.drag(map.card('Runtime', 'runtime-1'), map.tray('campaign'));
  await expect(map.draft.getByRole('heading', { name: '1 change, 1 live connection stops' })).toBeVisible();

  await connect(compass, 'application-2', 'runtime-1');
  await expect(map.draft.getByRole('heading', { name: '1 change, 2 live connections stop' })).toBeVisible();
  await expect(map.draft.getByRole('row', { name: /application-2/ })).toContainText('runtime-1');
  await map.draft.getByRole('button', { name: 'Go on with the result' }).click();

  await overtakeNextApply(page, compass, () =>
    compass.graphql('mutation ($a: ID!) { disconnectApplication(applicationID: $a) { state } }', {
      a: ids['application-2'],
    }),
  );
  await map.draft.getByRole('textbox').fill('stop 2');
  await map.draft.getByRole('button', { name: 'Apply 1 change' }).click();
  await expect(map.draft.getByRole('alert')).toContainText('The landscape changed meanwhile');
  await expect(map.draft.getByRole('heading', { name: '1 change, 1 live connection stops' })).toBeVisible();
  await expect.poll(() => pairState(compass, 'application-1', 'runtime-1')).toBe('CONNECTED');
  await map.draft.getByRole('button', { name: 'Go on with the result' }).click();
  await map.apply('stop 1');
  await expect.poll(() => pairState(compass, 'application-1', 'runtime-1')).toBe('FORBIDDEN');
});

test('a change that still does the same after somebody else was faster is written without asking again', async ({
  page,
  compass,
  signIn,
}) => {
  await loadExample(compass);
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  await overtakeNextApply(page, compass, async () => {
    const isAhead = map.card('Application', 'application-3');
    await expect(isAhead, 'shown before the server knows').toHaveAccessibleName(/in campaign, marketing;/);
    await compass.graphql('mutation { createScenario(name: "winter") { id } }', {});
  });
  await map.drag(map.card('Application', 'application-3'), map.card('Scenario', 'campaign'));
  await expect(page.getByText('Added application-3 to campaign').first()).toBeVisible();
  await expect(map.card('Scenario', 'winter')).toBeVisible();
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-1')).toBe('AVAILABLE');
});

test('undoing says why it is too late once somebody else removed what it is about', async ({
  page,
  compass,
  signIn,
}) => {
  await loadExample(compass);
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  await map.drag(map.card('Application', 'application-3'), map.card('Scenario', 'campaign'));
  await expect(map.undo).toBeVisible();
  const { 'application-3': id } = await idsByName(compass);
  await compass.graphql('mutation ($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
  await expect(map.card('Application', 'application-3')).toBeHidden();
  await map.undo.click();
  await expect(page.getByText('“Added application-3 to campaign” can no longer be undone').first()).toBeVisible();
});

test('undoing waits as a draft where it would end a connection that began since', async ({ page, compass, signIn }) => {
  await loadExample(compass);
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  await map.drag(map.card('Application', 'application-3'), map.card('Scenario', 'campaign'));
  await expect(map.undo).toBeVisible();
  await connect(compass, 'application-3', 'runtime-1');
  await expect(map.line('application-3', 'runtime-1')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(map.draft.getByRole('heading', { name: '1 change, 1 live connection stops' })).toBeVisible();
  await expect(map.draft).toContainText('Remove application-3 from campaign');
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-1')).toBe('CONNECTED');
  await map.apply('stop 1');
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-1')).toBe('FORBIDDEN');
});
