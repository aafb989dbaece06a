import { expect, test } from 'vitest';
import { defaultThresholds } from '../../landscape/certificateState.ts';
import type { LiveLandscape } from '../live/landscape.ts';
import { pathsFor, safeReturn, signInPath } from '../paths.ts';
import { administrationPages } from '../screens/administration/pages.ts';
import { findByName } from './find.ts';
import { sectionAt } from './sections.ts';
import { foundElsewhere } from './useSearch.ts';

const paths = pathsFor('default');
const application = (name: string) => ({
  id: `id of ${name}`,
  name,
  providerName: null,
  description: null,
  updatedAt: 0,
  memberships: [],
});
const landscape: LiveLandscape = {
  version: 1,
  sequence: 1,
  at: 0,
  defaultScenario: 'default',
  connectionPolicy: 'EXCLUSIVE',
  certificateThresholds: defaultThresholds,
  scenarios: [{ id: 's', name: 'order week', createdAt: 0 }],
  applications: ['reorder', 'orders-eu', 'orders'].map(application),
  runtimes: [],
  connections: [],
};

test('names that begin with the text come first, shorter ones before longer ones', () => {
  const { found, total } = findByName(landscape, paths, ' ORDER ', 8);
  expect(found.map(({ name }) => name)).toEqual(['orders', 'orders-eu', 'order week', 'reorder']);
  expect(total).toBe(4);
  expect(found[2]).toEqual({
    kind: 'Scenario',
    key: 's',
    name: 'order week',
    href: '/t/default/scenarios/order%20week',
  });
});

test('more than the limit is counted, not listed; no text finds nothing', () => {
  expect(findByName(landscape, paths, 'order', 2)).toMatchObject({ total: 4, found: { length: 2 } });
  expect(findByName(landscape, paths, '  ', 8)).toEqual({ found: [], total: 0 });
});

test('an address tells its section and the object within', () => {
  expect(sectionAt('/t/default/scenarios/order%20week', paths)).toMatchObject({
    section: { key: 'scenarios' },
    object: 'order week',
    step: null,
  });
  expect(sectionAt('/t/default/onboarding/runtime/r%201/connect', paths)).toMatchObject({
    section: { key: 'onboarding' },
    object: 'r 1',
    objectPath: '/t/default/runtimes/r%201',
    step: 'Connect',
  });
  expect(sectionAt('/t/default/onboarding/new/what', paths)).toMatchObject({
    object: null,
    step: 'Connect something new',
  });
  expect(sectionAt('/t/default/map', paths)).toMatchObject({ section: { key: 'map' }, object: null });
  expect(sectionAt('/signin', paths)).toBeNull();
});

test('sign-in leads back into the console and nowhere else', () => {
  expect(signInPath('/t/default/map?a=1')).toBe('/signin?return=%2Ft%2Fdefault%2Fmap%3Fa%3D1');
  expect(safeReturn('/t/default/map?a=1')).toBe('/t/default/map?a=1');
  for (const bad of [undefined, '', '//evil.example', 'https://evil.example', '/t//evil.example', '/\\evil.example']) {
    expect(safeReturn(bad)).toBe('/');
  }
});

test('what only the server knows leads to where it can be seen', () => {
  const answered = {
    id: 'x',
    name: 'order.created',
    detail: 'orders',
    ownerID: 'a1',
    ownerKind: 'APPLICATION',
    packageID: null,
  } as const;
  const event = foundElsewhere({ ...answered, kind: 'EVENT', packageID: 'p1' }, paths);
  expect(event?.href).toBe('/t/default/applications/a1?tab=apis&open=event.p1.x');
  expect(foundElsewhere({ ...answered, kind: 'RULE', detail: 'order week' }, paths)?.href).toBe(
    '/t/default/scenarios/order%20week?tab=rules',
  );
  expect(foundElsewhere({ ...answered, kind: 'LABEL_DEFINITION', id: 'a b' }, paths)?.href).toBe(
    '/t/default/administration/labels?find=a%20b',
  );
  expect(foundElsewhere({ ...answered, kind: 'WEBHOOK' }, paths)?.href).toBe('/t/default/applications/a1?tab=webhooks');
  expect(foundElsewhere({ ...answered, kind: 'PERSON' }, paths)?.href).toBe('/t/default/administration/people');
  const pages = administrationPages.map(({ key }) => paths.administrationPage(key));
  for (const kind of ['PERSON', 'API_TOKEN', 'APPLICATION_TEMPLATE', 'INTEGRATION_SYSTEM'] as const) {
    expect(pages).toContain(foundElsewhere({ ...answered, kind }, paths)?.href);
  }
  expect(foundElsewhere({ ...answered, kind: 'LABEL', name: 'team=a b', ownerKind: 'RUNTIME' }, paths)?.href).toBe(
    '/t/default/runtimes?q=%22label.team%3Da%20b%22',
  );
  expect(foundElsewhere({ ...answered, kind: 'CERTIFICATE', id: '0a1b' }, paths)?.href).toBe(
    '/t/default/certificates?q=serial%3A0a1b',
  );
  expect(foundElsewhere({ ...answered, kind: 'RUNTIME' }, paths)).toBeNull();
});
