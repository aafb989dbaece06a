import { issueCertificates } from './fixtures/certificates.ts';
import { idsByName, importWhole } from './fixtures/landscape.ts';
import type { RunningCompass } from './fixtures/server.ts';
import { expect, test } from './fixtures/test.ts';
import { mapPage } from './pages/mapPage.ts';

const day = 86_400_000;

/** More than the map draws: 160 Applications in each of two scenarios, and in the later one a Runtime that has expired. */
async function loadLarge(compass: RunningCompass): Promise<void> {
  const applications = ['autumn', 'winter'].flatMap((scenario) =>
    Array.from({ length: 160 }, (_, at) => ({
      name: `${scenario}-${String(at + 1).padStart(3, '0')}`,
      scenarios: [scenario],
    })),
  );
  const runtimes = [{ name: 'lab', scenarios: ['winter'] }];
  await importWhole(compass, { applications, runtimes });
  const { lab } = await idsByName(compass);
  const owner = { kind: 'RUNTIME' as const, id: lab, name: 'lab' };
  issueCertificates(compass, [{ serial: 'ended', owner, lived: 40 * day, left: -day }]);
}

test('a large map opens where the worst is, and what a scenario hides is opened from its stack by keyboard', async ({
  page,
  compass,
  signIn,
}) => {
  test.setTimeout(120_000);
  await loadLarge(compass);
  await signIn(page);
  const map = mapPage(page);
  await page.goto(`${compass.consoleUrl}/t/default/map`);
  await expect(page.getByText('Showing 300 of 321')).toBeVisible({ timeout: 45_000 });
  await expect(map.card('Runtime', 'lab')).toBeInViewport();
  await expect(map.card('Application', 'autumn-001')).not.toBeInViewport();
  await expect(map.card('Application', 'winter-160')).toHaveCount(0);

  await map.card('Scenario', 'winter').focus();
  await page.keyboard.press('ArrowRight');
  const stack = page.getByRole('button', { name: /^\+21 in winter not drawn/ });
  await expect(stack).toBeFocused();
  const size = await stack.boundingBox();
  expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(24);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^Show only winter/ })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /^Expand here/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(map.card('Application', 'winter-160')).toHaveCount(1);
  await expect(stack).toHaveCount(0);

  await map.card('Scenario', 'autumn').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^\+21 in autumn not drawn/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /^Show only autumn/ }).click();
  await expect(map.card('Application', 'autumn-160')).toHaveCount(1);
  await expect(map.card('Application', 'autumn-160')).toHaveAccessibleName(/of 320$/);
  await expect(map.card('Runtime', 'lab')).toHaveCount(0);
  await expect(map.card('Scenario', 'autumn')).toBeInViewport();
});
