import { minute } from '../shared/clock.ts';
import { sha256 } from '../shared/ids.ts';
import type { ImportDocument } from './importDocument.ts';

const most = 2;
const keptFor = 10 * minute;

/** By the hash of the whole text: who does not have the text does not get at the document. */
const documents = new Map<string, { document: ImportDocument; timer: NodeJS.Timeout }>();

function forget(key: string): void {
  clearTimeout(documents.get(key)?.timer);
  documents.delete(key);
}

/** Keeps the last documents for a while: a large import comes with the same one again and again. */
export function remember(text: string, document: ImportDocument): void {
  const key = sha256(text);
  forget(key);
  documents.set(key, { document, timer: setTimeout(() => documents.delete(key), keptFor).unref() });
  for (const [oldest] of documents) if (documents.size > most) forget(oldest);
}

export const recall = (text: string): ImportDocument | undefined => documents.get(sha256(text))?.document;
