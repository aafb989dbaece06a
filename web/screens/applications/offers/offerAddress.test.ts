import { expect, test } from 'vitest';
import { openedBy, openKey } from './offerAddress.ts';

test('an offer is found again by what stands in the address', () => {
  const offer = { kind: 'API', packageID: 'p-1', id: 'a-1' } as const;
  expect(openedBy(openKey(offer))).toEqual(offer);
});

test('any other address opens nothing', () => {
  for (const key of [
    undefined,
    null,
    7,
    '',
    'api',
    'api.p',
    'api..x',
    'API.p.x',
    'file.p.x',
    'api.p.x.y',
    ['api.p.x'],
  ]) {
    expect(openedBy(key)).toBeNull();
  }
});
