import fc from 'fast-check';
import { expect, it } from 'vitest';
import { severity } from '../../landscape/findings.ts';
import { answerOf } from './answer.ts';
import type { FilterToken } from './filter.ts';
import type { RuntimeLine } from './rows.ts';
import { byName, countMatches } from './table.ts';
import { runtimeWords } from './words.ts';

const now = Date.parse('2026-11-19T14:32:00Z');
const hour = 3_600_000;
const scenarios = ['campaign', 'marketing', 'default'];

const runtime = fc
  .record({
    id: fc.uuid(),
    name: fc.constantFrom('alpha', 'Alpha', 'beta', 'runtime-2', 'runtime-10'),
    state: fc.constantFrom<RuntimeLine['state']>('CONNECTED', 'STALE', 'REVOKED', 'NOT_CONNECTED'),
    family: fc.constantFrom<RuntimeLine['finding']['family']>('connected', 'attention', 'failed', 'idle'),
    in: fc.subarray(scenarios),
    ends: fc.option(fc.integer({ min: -200, max: 200 })),
    seen: fc.option(fc.integer({ min: 0, max: 200 })),
    env: fc.option(fc.constantFrom('prod', 'test')),
    applications: fc.integer({ min: 0, max: 3 }),
  })
  .map((made): RuntimeLine => {
    const { id, name, state, applications } = made;
    const notAfter = made.ends === null ? null : now + made.ends * hour;
    return {
      ...{ id, name, state, description: null, updatedAt: now, tokenExpiresAt: null, unenforcedRemovals: 0 },
      lastFetchAt: null,
      finding: { family: made.family, word: made.family },
      memberships: made.in.map((scenario) => ({ scenario, manual: true, rule: false })),
      lastContactAt: made.seen === null ? null : now - made.seen * hour,
      certificate: notAfter === null ? null : { state: 'HEALTHY', notBefore: notAfter - 100 * hour, notAfter },
      certificateLeft: null,
      labels: made.env === null ? {} : { env: made.env },
      connected: [],
      ...{ applicationCount: applications, unseenCount: 0 },
      agentVersion: null,
    };
  });

/** A token with what it means, said once more and plainly. */
const token = fc
  .oneof(
    fc.constantFrom(...scenarios).map((value) => ({
      token: { key: 'scenario', value },
      holds: (row: RuntimeLine) => row.memberships.map(({ scenario }) => scenario).includes(value),
    })),
    fc.constant({
      token: { key: 'scenario', value: '*' },
      holds: (row: RuntimeLine) => row.memberships.length > 0,
    }),
    fc.constantFrom('failed', 'attention', 'idle').map((value) => ({
      token: { key: 'state', value },
      holds: (row: RuntimeLine) => row.finding.family === value,
    })),
    fc.constant({
      token: { key: 'state', value: 'stale' },
      holds: (row: RuntimeLine) => row.state === 'STALE',
    }),
    fc.constantFrom('prod', 'test').map((value) => ({
      token: { key: 'label.env', value },
      holds: (row: RuntimeLine) => row.labels['env'] === value,
    })),
    fc.integer({ min: 1, max: 150 }).map((hours) => ({
      token: { key: 'expires', value: `<${hours}h` },
      holds: ({ certificate }: RuntimeLine) => certificate !== null && certificate!.notAfter - now < hours * hour,
    })),
    fc.integer({ min: 1, max: 150 }).map((hours) => ({
      token: { key: 'synced', value: `>=${hours}h` },
      holds: (row: RuntimeLine) => row.lastContactAt !== null && now - row.lastContactAt >= hours * hour,
    })),
    fc.integer({ min: 0, max: 3 }).map((count) => ({
      token: { key: 'applications', value: `>${count}` },
      holds: (row: RuntimeLine) => row.applicationCount > count,
    })),
    fc.constantFrom('ALPHA', 'e-1').map((value) => ({
      token: { key: 'name', value },
      holds: (row: RuntimeLine) => row.name.toLowerCase().includes(value.toLowerCase()),
    })),
  )
  .chain((one) => fc.boolean().map((negated) => ({ ...one, token: { ...one.token, negated } as FilterToken })));

type Meant = { token: FilterToken; holds: (row: RuntimeLine) => boolean };

function naively(rows: readonly RuntimeLine[], tokens: readonly Meant[], words: string): RuntimeLine[] {
  const kept: RuntimeLine[] = [];
  for (const row of rows) {
    let wanted = row.name.toLowerCase().includes(words);
    for (const { token: own, holds } of tokens) {
      if (own.negated && holds(row)) wanted = false;
      const alternatives = tokens.filter((other) => other.token.key === own.key && !other.token.negated);
      if (!own.negated && !alternatives.some((other) => other.holds(row))) wanted = false;
    }
    if (wanted) kept.push(row);
  }
  return kept;
}

const question = fc.record({
  rows: fc.uniqueArray(runtime, { selector: ({ id }) => id, maxLength: 40 }),
  tokens: fc.array(token, { maxLength: 4 }),
  words: fc.constantFrom('', 'al', 'runtime'),
});

it('pages together hold exactly what a naive filter keeps, worst first, equal ones by name and id', () => {
  fc.assert(
    fc.property(question, fc.integer({ min: 1, max: 7 }), ({ rows, tokens, words }, limit) => {
      const filter = { tokens: tokens.map((each) => each.token), words };
      const asked = { filter, order: { by: 'state', descending: false }, now };
      const sorted = [...rows].sort(byName);
      const seen: RuntimeLine[] = [];
      for (let offset = 0; offset === 0 || offset < seen.length + 1; offset += limit) {
        const { data, totalCount, pageInfo } = answerOf(sorted, runtimeWords, asked, {
          offset,
          limit,
          startCursor: '',
        });
        seen.push(...data);
        expect(totalCount).toBe(naively(rows, tokens, words).length);
        if (!pageInfo.hasNextPage) break;
      }
      const expected = naively(rows, tokens, words).sort(
        (a, b) => severity(a.finding.family) - severity(b.finding.family) || byName(a, b),
      );
      expect(seen.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(countMatches(rows, runtimeWords, filter, now)).toBe(expected.length);
    }),
  );
});

it('a facet counts what choosing its value alone would leave', () => {
  fc.assert(
    fc.property(question, ({ rows, tokens, words }) => {
      const filter = { tokens: tokens.map((each) => each.token), words };
      const asked = { filter, order: { by: 'name', descending: true }, now };
      const page = { offset: 0, limit: 100, startCursor: '' };
      const facets = answerOf([...rows].sort(byName), runtimeWords, asked, page).facets();
      for (const { value, count } of facets.find(({ key }) => key === 'scenario')?.values ?? []) {
        const chosen = { key: 'scenario', value, negated: false };
        const others = filter.tokens.filter(({ key }) => key !== 'scenario');
        expect(countMatches(rows, runtimeWords, { ...filter, tokens: [...others, chosen] }, now)).toBe(count);
      }
    }),
  );
});
