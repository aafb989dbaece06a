import { expect, test } from 'vitest';
import { claimTab } from './tabOwner.ts';

function tab() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    clear: () => values.clear(),
  };
}

test('what a tab keeps stays for the same person, and is gone for another', () => {
  const kept = tab();
  claimTab('mara', kept);
  kept.setItem('compass.explorer.sent', '[...]');
  claimTab('mara', kept);
  expect(kept.getItem('compass.explorer.sent')).toBe('[...]');
  claimTab('jonas', kept);
  expect(kept.getItem('compass.explorer.sent')).toBeNull();
  kept.setItem('draft', 'of jonas');
  claimTab('mara', kept);
  expect(kept.getItem('draft')).toBeNull();
});
