import { describe, expect, test } from 'vitest';
import { impact, indexFacts } from '../../landscape/impact.ts';
import { withinBudget } from './budget.ts';
import { matchingCards } from './filter.ts';
import { layOut } from './layout.ts';
import { buildModel } from './model.ts';
import { overlayOf } from './overlay.ts';
import { reuseCards } from './reuseCards.ts';
import { composeScene } from './scene.ts';
import { twinGroups } from './tableGroups.ts';
import { application, connection, hour, landscape, now, runtime } from './testLandscape.ts';

const ending = { state: 'CRITICAL', notBefore: now - 90 * 24 * hour, notAfter: now + 5.15 * hour } as const;
const seen = landscape({
  applications: [application('orders', 'campaign'), application('cloud', 'campaign', 'marketing'), application('idle')],
  runtimes: [
    runtime('r1', 'CONNECTED', 'campaign'),
    { ...runtime('eu', 'STALE', 'campaign', 'marketing'), certificate: ending },
  ],
  connections: [connection('orders', 'eu'), connection('cloud', 'r1', true)],
});

describe('buildModel', () => {
  test('says in words what is wrong with a connection', () => {
    const { lines } = buildModel(seen, now);
    expect(lines.map(({ id, family, word }) => [id, family, word])).toEqual([
      ['orders>eu', 'attention', 'Certificate ends in 5 h 9 min'],
      ['cloud>r1', 'pending', 'Waiting for agent, 2 min'],
    ]);
  });

  test('freezes the connections of a lost certificate and never breaks them', () => {
    for (const state of ['CERTIFICATE_EXPIRED', 'REVOKED'] as const) {
      const { lines, cards } = buildModel(
        landscape({
          applications: [application('orders', 'campaign')],
          runtimes: [runtime('r1', state, 'campaign')],
          connections: [connection('orders', 'r1')],
        }),
        now,
      );
      expect(lines[0]).toMatchObject({ family: 'attention', word: expect.stringMatching(/^Frozen/) });
      expect(cards.get('r1')?.family).toBe('failed');
    }
  });

  test('calls nothing well whose certificate could not be read, and what is worse stays so', () => {
    const runtimes = (['CONNECTED', 'STALE'] as const).map((state) => ({
      ...runtime(state, state, 'campaign'),
      ...{ certificate: null, isCertificateUnknown: true as const },
    }));
    const { cards, lines } = buildModel(
      landscape({
        applications: [application('orders', 'campaign'), application('cloud', 'campaign')],
        runtimes,
        connections: [connection('orders', 'CONNECTED'), connection('cloud', 'STALE')],
      }),
      now,
    );
    const familyOf = (id: string) => cards.get(id)?.family;
    expect(['CONNECTED', 'orders', 'STALE', 'cloud'].map(familyOf)).toEqual([
      ...['unknown', 'unknown', 'attention', 'attention'],
    ]);
    expect(lines.map(({ id, word }) => [id, word])).toEqual([
      ['cloud>STALE', 'Agent silent, 40 s'],
      ['orders>CONNECTED', 'Unknown'],
    ]);
    expect(cards.get('CONNECTED')?.ring).toEqual({
      ...{ left: null, family: 'healthy', words: 'Certificate: unknown' },
    });
  });

  test('ranks worst first and counts the Runtimes of a scenario that need attention', () => {
    const model = buildModel(seen, now);
    expect(model.applications.map(({ id, family }) => [id, family])).toEqual([
      ['orders', 'attention'],
      ['cloud', 'pending'],
      ['idle', 'idle'],
    ]);
    expect(model.cards.get('s-campaign')).toMatchObject({
      detail: '2 applications · 2 runtimes',
      family: 'attention',
      problems: 1,
      word: 'needs attention',
    });
  });

  test('keeps the objects of cards that did not change', () => {
    const before = buildModel(seen, now);
    const renamed = { ...seen, applications: [application('orders', 'campaign'), ...seen.applications.slice(1)] };
    renamed.applications[0] = { ...renamed.applications[0]!, name: 'orders 2' };
    const after = reuseCards(before, buildModel(renamed, now));
    expect(after.cards.get('r1')).toBe(before.cards.get('r1'));
    expect(after.cards.get('orders')).not.toBe(before.cards.get('orders'));
  });
});

describe('withinBudget', () => {
  const many = landscape({
    applications: Array.from({ length: 500 }, (_, order) => application(`a${order}`, 'campaign')),
    runtimes: [runtime('bad', 'FAILED', 'campaign'), runtime('good', 'CONNECTED', 'campaign')],
  });
  const model = buildModel(many, now);

  test('draws 300, the selected and the failed among them, and counts the rest', () => {
    const budgeted = withinBudget(model, [new Set(['a499'])], now, () => true);
    expect(budgeted.shown).toBe(300);
    expect(budgeted.total).toBe(502);
    expect(budgeted.drawn.has('a499')).toBe(true);
    expect(budgeted.drawn.has('bad')).toBe(true);
    expect(budgeted.remainder.APPLICATION.hidden + budgeted.remainder.RUNTIME.hidden).toBe(202);
    expect(budgeted.perScenario.get('s-campaign')?.hidden).toBe(202);
    expect(twinGroups(model, budgeted, null)[0]).toMatchObject({ hidden: 202, rows: { length: 300 } });
  });

  test('lists in the table what a filter leaves without its scenario, once', () => {
    const both = buildModel(
      landscape({
        applications: [application('orders', 'campaign')],
        runtimes: [runtime('eu', 'STALE', 'campaign', 'marketing')],
      }),
      now,
    );
    const found = new Set(['eu']);
    const budgeted = withinBudget(both, [found], now, ({ id }) => found.has(id));
    const groups = twinGroups(both, budgeted, found);
    expect(groups.flatMap(({ rows }) => rows.map(({ card }) => card.id))).toEqual(['eu']);
  });

  test('draws what is selected or pinned even if more is looked for than fits', () => {
    const found = new Set(model.applications.map(({ id }) => id).filter((id) => id !== 'a499'));
    const budgeted = withinBudget(model, [new Set(['a499', 'good']), found], now, () => true);
    expect(budgeted.shown).toBe(300);
    expect(['a499', 'good'].every((id) => budgeted.drawn.has(id))).toBe(true);
    expect(budgeted.drawn.has('bad')).toBe(false);
  });

  test('leaves room for Applications however connected the Runtimes are', () => {
    const ids = Array.from({ length: 400 }, (_, order) => `x${order}`);
    const crowded = buildModel(
      landscape({
        applications: ids.map((id) => application(`a-${id}`, 'campaign')),
        runtimes: ids.map((id) => runtime(id, id === 'x399' ? 'FAILED' : 'CONNECTED', 'campaign')),
        connections: ids.flatMap((id) => [connection(`a-${id}`, id), connection('a-x0', id)]),
      }),
      now,
    );
    const budgeted = withinBudget(crowded, [], now, () => true);
    expect([budgeted.applications.length, budgeted.runtimes.length]).toEqual([150, 150]);
    expect(budgeted.drawn.has('x399')).toBe(true);
  });

  test('draws only what the filter asks for if the others are hidden', () => {
    const matching = matchingCards(model, 'state:failed');
    const budgeted = withinBudget(model, [], now, ({ id }) => matching?.has(id) ?? true);
    expect([...budgeted.drawn].sort()).toEqual(['bad', 's-campaign']);
    expect(matchingCards(model, '')).toBeNull();
  });
});

describe('composeScene', () => {
  const model = buildModel(seen, now);
  const index = indexFacts(seen);
  const layout = layOut({ ...model, connections: model.lines });
  const base = { model, index, layout, selection: [] as string[], mode: 'all' as const, overlay: null, matching: null };

  test('draws the refusal of a selected pair with the name of the holder', () => {
    const { lines } = composeScene({ ...base, selection: ['orders', 'r1'] });
    expect(lines.find(({ id }) => id === 'orders>r1')).toMatchObject({
      family: 'failed',
      label: 'Refused, held by eu',
      isSelected: true,
      hasGrip: true,
    });
  });

  test('marks what a draft ends, what it makes possible, and dims the rest', () => {
    const changes = [{ removeFromScenario: { objectID: 'orders', scenario: 'campaign' } }];
    const ids = new Map(seen.scenarios.map(({ id, name }) => [name, id]));
    const overlay = overlayOf(index, changes, impact(index, changes), ids);
    const { lines, memberships } = composeScene({ ...base, overlay });
    expect(lines.find(({ id }) => id === 'orders>eu')).toMatchObject({ mark: 'breaks', label: 'Will break' });
    expect(lines.find(({ id }) => id === 'cloud>r1')).toMatchObject({ mark: null, isDimmed: true });
    expect(memberships.find(({ id }) => id === 'orders@s-campaign')?.look).toBe('leaves');
    expect(overlay.touched.has('cloud')).toBe(false);
  });

  test('leaves healthy lines out if only unhealthy ones are asked for, except those of the selection', () => {
    const healthy = buildModel({ ...seen, connections: [connection('cloud', 'r1')] }, now);
    const input = { ...base, model: healthy, mode: 'unhealthy' as const };
    expect(composeScene(input).lines).toEqual([]);
    expect(composeScene({ ...input, selection: ['cloud'] }).lines.map(({ id }) => id)).toContain('cloud>r1');
  });
});
