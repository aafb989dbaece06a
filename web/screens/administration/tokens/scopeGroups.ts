export interface ScopeGroup {
  /** What the scopes of the group are about. */
  noun: string;
  scopes: { scope: string; verb: string }[];
}

const inWords = (text: string): string => {
  const words = text.replace(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** `application:read` and `application:write` beside each other, by noun. */
export function groupScopes(scopes: readonly string[]): ScopeGroup[] {
  const groups = new Map<string, ScopeGroup>();
  for (const scope of [...scopes].sort()) {
    const [noun = '', verb = ''] = scope.split(':');
    const group = groups.get(noun) ?? { noun: inWords(noun), scopes: [] };
    group.scopes.push({ scope, verb });
    groups.set(noun, group);
  }
  return [...groups.values()];
}
