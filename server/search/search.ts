import type { FoundKind } from '../graphql/director.generated.ts';
import { invalidData } from '../shared/errors.ts';

const longestText = 200;
const largestPage = 50;

export interface Found {
  kind: FoundKind;
  id: string;
  name: string;
  /** What tells it apart. */
  detail: string;
  ownerID?: string;
  ownerKind?: 'APPLICATION' | 'RUNTIME';
  packageID?: string;
}

export interface Wanted {
  /** Lower case. */
  text: string;
  /** The text as the beginning of a serial or fingerprint, without colons; null if it is none. */
  hexadecimal: string | null;
  first: number;
}

/** @returns null if there is nothing to look for. Throws InvalidData. */
export function readSearch(text: string, first: number): Wanted | null {
  if (text.length > longestText) throw invalidData(`text: longer than ${longestText} characters`);
  if (!Number.isInteger(first) || first < 1 || first > largestPage) {
    throw invalidData(`first: a number from 1 to ${largestPage}`);
  }
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return null;
  const bare = wanted.replaceAll(/[\s:]/g, '');
  return { text: wanted, hexadecimal: /^[0-9a-f]{4,}$/.test(bare) ? bare : null, first };
}

/** What was found by other than its name comes after everything of that name. */
const rank = (found: Found, text: string): number => {
  const at = found.name.toLowerCase().indexOf(text);
  return at === -1 ? 2 : Math.min(at, 1);
};

/** Names that begin with the text first, then shorter ones, then by name. */
export function ranked(all: readonly Found[], { text, first }: Wanted): { found: Found[]; more: boolean } {
  const sorted = all.toSorted(
    (a, b) =>
      rank(a, text) - rank(b, text) ||
      a.name.length - b.name.length ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
      (a.id < b.id ? -1 : 1),
  );
  return { found: sorted.slice(0, first), more: sorted.length > first };
}
