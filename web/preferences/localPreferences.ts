import type { PreferenceKey } from './preferences.ts';

const stored = (key: PreferenceKey) => `compass.${key}`;
const parsed = new Map<string, { text: string | null; value: unknown }>();
const listeners = new Set<() => void>();

/** What this browser keeps; null if nothing. The same object for as long as it does not change. */
export function readLocal(key: PreferenceKey): unknown {
  const text = localStorage.getItem(stored(key));
  const known = parsed.get(key);
  if (known?.text === text) return known.value;
  const value = parse(text);
  parsed.set(key, { text, value });
  return value;
}

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    // Kept by an earlier version, as bare words.
    return null;
  }
}

export function writeLocal(key: PreferenceKey, value: unknown): void {
  if (value === null) localStorage.removeItem(stored(key));
  else localStorage.setItem(stored(key), JSON.stringify(value));
  for (const listener of listeners) listener();
}

export function subscribeLocal(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
