import type { RunningCompass } from './fixtures/server.ts';
import { expect, test } from './fixtures/test.ts';

const screens = [
  { name: 'map', heading: 'Map', path: () => 'map' },
  { name: 'map as table', heading: 'Map', path: () => 'map?view=table' },
  { name: 'applications', heading: 'Applications', path: () => 'applications' },
  { name: 'runtimes', heading: 'Runtimes', path: () => 'runtimes' },
  { name: 'scenarios', heading: 'Scenarios', path: () => 'scenarios' },
  { name: 'certificates', heading: 'Certificates', path: () => 'certificates' },
  { name: 'an application', heading: 'application-1', path: (ids: Ids) => `applications/${ids.application}` },
  { name: 'a runtime', heading: 'runtime-1', path: (ids: Ids) => `runtimes/${ids.runtime}` },
  { name: 'a scenario', heading: 'campaign', path: () => 'scenarios/campaign' },
  { name: 'connecting a runtime', heading: /runtime-1/, path: (ids: Ids) => `connect/runtime/${ids.runtime}` },
] as const;

interface Ids {
  application: string;
  runtime: string;
}

async function exampleLandscape(compass: RunningCompass): Promise<Ids> {
  await compass.graphql('mutation { loadExampleLandscape { version } }');
  const { applications, runtimes } = await compass.graphql(
    '{ applications { data { id name } } runtimes { data { id name } } }',
  );
  const idOf = (list: { id: string; name: string }[], name: string) =>
    list.find((each) => each.name === name)?.id as string;
  const ids = { application: idOf(applications.data, 'application-1'), runtime: idOf(runtimes.data, 'runtime-1') };
  await compass.graphql(
    'mutation ($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }',
    { a: ids.application, r: ids.runtime },
  );
  return ids;
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen in the ${theme} theme`, async ({
    page,
    compass,
    signIn,
    expectNoAxeViolations,
  }) => {
    const ids = await exampleLandscape(compass);
    await page.emulateMedia({ colorScheme: theme });
    for (const path of ['signin', 'setup?token=unknown']) {
      await page.goto(`${compass.consoleUrl}/${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoAxeViolations(page);
    }
    await signIn(page);
    for (const screen of screens) {
      await test.step(screen.name, async () => {
        await page.goto(`${compass.consoleUrl}/t/default/${screen.path(ids)}`);
        await expect(page.getByRole('heading', { level: 1, name: screen.heading })).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        await expectNoAxeViolations(page);
      });
    }
  });
}
