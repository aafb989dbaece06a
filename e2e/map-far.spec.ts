import { connect, loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';
import { mapPage } from './pages/mapPage.ts';

// Whoever draws the map listens to fingers only where there may be some.
test.use({ hasTouch: true });

test('from far away cards are named, selected and gone to by pressing cells, and the place is in the address', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl, '?mode=map&zoom=0.1&centre=510,160');
  const nearer = page.getByRole('button', { name: 'Zoom in to the cards' });
  await expect(nearer).toBeVisible();
  await expect(page.getByText('10 %', { exact: true })).toBeVisible();
  await expectNoAxeViolations(page);

  const canvas = await page.getByRole('region', { name: /^Map: / }).boundingBox();
  if (!canvas) throw new Error('there is no map');
  const at = (x: number, y: number) => ({
    x: canvas.x + canvas.width / 2 + (x - 510) / 10,
    y: canvas.y + canvas.height / 2 + (y - 160) / 10,
  });
  const first = at(134, 80);
  await page.mouse.move(first.x, first.y);
  await expect(page.getByText('application-', { exact: false }).last()).toBeVisible();
  await page.mouse.click(first.x, first.y);
  const heading = page.getByRole('complementary').getByRole('heading', { name: /^application-/ });
  await expect(heading).toBeVisible();
  const name = (await heading.textContent()) ?? '';
  await page.keyboard.press('Escape');
  await expect(heading).toBeHidden();

  await page.mouse.dblclick(first.x, first.y);
  await expect(page.getByText('100 %', { exact: true })).toBeVisible();
  await expect(map.card('Application', name)).toBeInViewport();
  await expect(page).toHaveURL(/zoom=1&centre=\d+%2C\d+/);

  await page.reload();
  await expect(map.card('Application', name)).toBeInViewport();
});

test('the minimap goes where it is pressed, without a drag; the first scenario is created on the map', async ({
  page,
  compass,
  signIn,
}) => {
  await loadExample(compass);
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl, '?mode=map&zoom=2&centre=0,0');
  const runtime = map.card('Runtime', 'runtime-3');
  await expect(runtime).not.toBeInViewport();
  const toggle = page.getByRole('button', { name: 'Minimap', exact: true });
  if ((await toggle.getAttribute('aria-pressed')) === 'false') await toggle.click();
  const minimap = page.getByRole('button', { name: /^Minimap: press/ });
  const box = await minimap.boundingBox();
  if (!box) throw new Error('there is no minimap');
  await page.mouse.click(box.x + box.width * 0.87, box.y + box.height * 0.8);
  await expect(runtime).toBeInViewport();
  await toggle.click();
  await expect(minimap).toBeHidden();

  for (const name of ['campaign', 'marketing']) {
    await compass.graphql('mutation ($name: String!) { deleteScenario(name: $name) { id } }', { name });
  }
  await page.getByRole('button', { name: 'Fit to screen' }).click();
  await page.getByRole('button', { name: 'Create one…' }).click();
  await page.getByRole('dialog', { name: 'Create a scenario' }).getByRole('textbox', { name: 'Name' }).fill('winter');
  await page.keyboard.press('Enter');
  await expect(map.card('Scenario', 'winter')).toBeInViewport();
});

test('the map is moved by keys once its empty canvas was pressed, by presses alone and by a finger; twice the text cuts nothing', async ({
  page,
  compass,
  signIn,
}) => {
  await loadExample(compass);
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  const card = map.card('Scenario', 'campaign');
  const topOf = async () => Math.round((await card.boundingBox())?.y ?? 0);
  const before = await topOf();
  const canvas = page.getByRole('region', { name: /^Map: / });
  const box = await canvas.boundingBox();
  if (!box) throw new Error('there is no map');
  await page.mouse.click(box.x + box.width - 20, box.y + 20);
  await expect(canvas).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect.poll(topOf).toBe(before - 160);
  await page.keyboard.press('ArrowUp');
  await expect.poll(topOf).toBe(before);
  await page.keyboard.press('+');
  await expect(page.getByText('120 %', { exact: true })).toBeVisible();
  await page.keyboard.press('0');
  await expect(page.getByText('100 %', { exact: true })).toBeVisible();
  await page.keyboard.press('-');
  await page.keyboard.press('f');
  await expect(page.getByText('100 %', { exact: true })).toBeVisible();

  const fitted = await topOf();
  await page.getByRole('button', { name: 'Look around' }).click();
  const down = page.getByRole('button', { name: 'Look further down' });
  const size = await down.boundingBox();
  expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(24);
  await down.click();
  await expect.poll(topOf).toBe(fitted - 160);

  await page.getByRole('button', { name: 'Fit to screen' }).click();
  await expect.poll(topOf).toBe(fitted);
  const finger = await map.finger();
  // On a machine so slow that it became a long press, once more.
  await expect(async () => {
    await finger.swipe(map.card('Runtime', 'runtime-3'), -60);
    await expect.poll(topOf, { message: 'a finger that begins on a card', timeout: 1000 }).not.toBe(fitted);
  }).toPass({ timeout: 15_000 });
  await expect(page.getByRole('complementary')).toHaveCount(0);

  const said = await page
    .locator('.react-flow')
    .evaluate((root) =>
      [...root.querySelectorAll('*'), root].flatMap((element) => [
        element === root ? root.textContent : '',
        ...['aria-label', 'aria-roledescription', 'role'].map((name) => element.getAttribute(name)),
      ]),
    );
  expect(said.join(' '), 'no words of React Flow').not.toMatch(
    /press enter|arrow keys|moved selected|new position|control panel|mini map|fit view|toggle interact|\bhandle\b/i,
  );
  for (const role of ['application', 'node', 'edge']) expect(said, 'nor its roles').not.toContain(role);

  await page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => {
      document.documentElement.style.fontSize = '200%';
    }),
  );
  await map.open(compass.consoleUrl, '?mode=map');
  await expect.poll(async () => (await card.boundingBox())?.height).toBeGreaterThan(80);
  const cut = await page.locator('[data-map-item]').evaluateAll((faces) =>
    faces
      .flatMap((face) => [face, ...face.querySelectorAll('span')])
      .filter((part) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
      .filter((part) => getComputedStyle(part).display !== 'inline')
      .map((part) => part.textContent),
  );
  expect(cut).toEqual([]);
});
