/** Which shortcut a pressed key stands for, by the key it has by itself; null if for none. */
type KeyMap = (key: string) => string | null;

let keyMap: KeyMap = (key) => key;

export function setKeyMap(map: KeyMap): void {
  keyMap = map;
}

/**
 * Read keys of shortcuts through this, never from the event: single keys can be switched off and given to others. Answers
 * the key the shortcut has by itself, as it stands in the code; an empty text if the key does nothing.
 */
export const shortcutOf = (key: string): string => keyMap(key) ?? '';
