import { expect, test } from 'vitest';
import { templateResult } from './templateResult.ts';

const input = '{ name: "shop-{{region}}", labels: { team: "a", scenarios: ["{{scenario}}", "campaign"] } }';

test('a template says what the application will be called and which scenarios it joins', () => {
  expect(templateResult(input, { region: 'eu', scenario: 'returns "b"' })).toEqual({
    name: 'shop-eu',
    scenarios: ['returns "b"', 'campaign'],
    namedBy: ['region'],
  });
});

test('places without a value stay to be seen, and a template may name no scenarios', () => {
  expect(templateResult(input, { region: '' }).name).toBe('shop-{{region}}');
  expect(templateResult('{ name: "shop" }', {})).toEqual({ name: 'shop', scenarios: [], namedBy: [] });
});
