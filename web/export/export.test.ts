import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { defaultThresholds } from '../../landscape/certificateState.ts';
import { indexFacts } from '../../landscape/impact.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { withinBudget } from '../map/budget.ts';
import { egoOf } from '../map/focus/ego.ts';
import { focusLayout } from '../map/focus/focusLayout.ts';
import { layOut } from '../map/layout.ts';
import { linesById, matrixOf } from '../map/matrix/matrixModel.ts';
import { buildModel } from '../map/model.ts';
import { composeScene, type Scene } from '../map/scene.ts';
import { landscapeCsv, landscapeModel } from './landscapeExport.ts';
import { type Ink, mapSvg } from './mapSvg.ts';
import { matrixCsv } from './matrixCsv.ts';
import { scaleFor } from './picture.ts';

const manual = (scenario: string) => ({ scenario, manual: true, rule: false });
const at = Date.parse('2026-11-12T09:30:00Z');
const landscape: LiveLandscape = {
  ...{ version: 3, sequence: 9, at, defaultScenario: 'default', connectionPolicy: 'EXCLUSIVE' },
  certificateThresholds: defaultThresholds,
  scenarios: [{ id: 's', name: 'a <b> & "c"', createdAt: at }],
  applications: [
    {
      id: 'a',
      name: '=orders',
      providerName: null,
      description: null,
      updatedAt: at,
      memberships: [manual('a <b> & "c"')],
    },
    { id: 'x', name: 'crm', providerName: 'ACME', description: null, updatedAt: at, memberships: [] },
  ],
  runtimes: [
    {
      ...{
        id: 'r',
        name: 'eu',
        description: null,
        updatedAt: at,
        state: 'CONNECTED',
        lastContactAt: at,
        lastFetchAt: at,
      },
      certificate: { state: 'HEALTHY', notBefore: at, notAfter: at + 90 * 86_400_000 },
      ...{ tokenExpiresAt: null, unenforcedRemovals: 0, memberships: [manual('a <b> & "c"')] },
    },
  ],
  connections: [{ applicationID: 'a', runtimeID: 'r', since: at, pending: false }],
};

const ink: Ink = {
  ...{ canvas: '#fff', surface: '#fff', ink: '#000', muted: '#444', border: '#ccc', membership: '#888' },
  states: { connected: '#00f', pending: '#408', attention: '#aa0', failed: '#800', idle: '#666', unknown: '#666' },
};

test('the picture is well-formed whatever things are called, and names every card', () => {
  const model = buildModel(landscape, at);
  const budgeted = withinBudget(model, [], at, () => true);
  const { applications, scenarios, runtimes } = budgeted;
  const layout = layOut({
    applications,
    scenarios,
    runtimes,
    memberships: model.memberships,
    connections: model.lines,
  });
  const scene = composeScene({
    ...{ model, layout },
    index: null,
    selection: [],
    mode: 'all',
    overlay: null,
    matching: null,
  });
  const cards = [...applications, ...scenarios, ...runtimes];
  const { svg, height } = mapSvg({ title: 'Map', note: 'All of it', cards, groups: [], layout, scene, ink });
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).toContain('a &lt;b&gt; &amp; &quot;c&quot;');
  for (const name of ['=orders', 'crm', 'eu']) expect(svg).toContain(`>${name}</text>`);
  expect(svg).toContain(scene.lines[0]?.path);
  expect(height).toBeGreaterThan(layout.height);
});

test('the picture of Focus holds the rows that are shown, and says how many there are beside them', () => {
  const model = buildModel(landscape, at);
  const subject = model.cards.get('r')!;
  const ego = egoOf(model, indexFacts(landscape), subject, { steps: 2, allowed: false });
  const row = model.cards.get('x')!;
  const group = { id: 'group:far', kind: 'APPLICATION' as const, title: 'Far & wide', rows: [row, row, row] };
  const layout = focusLayout({ ...ego, groups: [group] }, new Set());
  const { svg } = mapSvg({
    ...{ title: 'eu', note: 'All 3', layout, ink, scene: { lines: [], memberships: [] } as unknown as Scene },
    cards: [...ego.applications, ...ego.scenarios, ...ego.runtimes],
    groups: [{ ...group, shown: 2 }],
  });
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).toContain('>Far &amp; wide</text>');
  expect(svg.match(/>crm<\/text>/g)).toHaveLength(2);
  expect(svg).toContain('>1 more</text>');
});

test('a picture is enlarged where it fits and never too large for a browser', () => {
  expect(scaleFor(1000, 1000)).toBe(2);
  for (const height of [3000, 10_000, 24_000]) {
    const scale = scaleFor(1020, height);
    expect(height * scale).toBeLessThanOrEqual(8192);
    expect(1020 * height * scale ** 2).toBeLessThanOrEqual(16_000_001);
  }
});

test('the table has a line for everything that matches, exact times, and nothing that a spreadsheet would run', () => {
  const [head, ...lines] = landscapeCsv(landscape, at, null).trim().split('\r\n');
  expect(head?.split(',')).toHaveLength(9);
  expect(lines).toEqual([
    `Application,'=orders,a,Connected,eu,2026-11-12T09:30:00.000Z,"a <b> & ""c""",,2026-11-12T09:30:00.000Z`,
    'Application,crm,x,Not connected,,,,,2026-11-12T09:30:00.000Z',
    `Runtime,eu,r,Connected,'=orders,2026-11-12T09:30:00.000Z,"a <b> & ""c""",2027-02-10T09:30:00.000Z,2026-11-12T09:30:00.000Z`,
  ]);
  expect(
    landscapeCsv(landscape, at, new Set(['x']))
      .trim()
      .split('\r\n'),
  ).toHaveLength(2);
});

test('the matrix has a line for every row and a column for every column, empty where the cell is a dot', () => {
  const model = buildModel(landscape, at);
  const csv = (columns: 'scenarios' | 'runtimes') =>
    matrixCsv(matrixOf(model, { rows: 'applications', columns }, null), indexFacts(landscape), linesById(model))
      .trim()
      .split('\r\n');
  expect(csv('scenarios')).toEqual([
    'name,id,state,"a <b> & ""c"""',
    "'=orders,a,Connected,member",
    'crm,x,Not connected,',
  ]);
  expect(csv('runtimes')).toEqual(['name,id,state,eu', "'=orders,a,Connected,Connected", 'crm,x,Not connected,']);
});

test('YAML and JSON say the same: everything by name and id, with exact times', async () => {
  const model = landscapeModel(landscape, at);
  expect(model).toMatchObject({ asOf: '2026-11-12T09:30:00.000Z', entry: 9 });
  expect(model.connections).toMatchObject([
    { application: '=orders', runtime: 'eu', since: '2026-11-12T09:30:00.000Z' },
  ]);
  const { stringify } = await import('yaml');
  expect(parse(stringify(model))).toEqual(JSON.parse(JSON.stringify(model)));
});
