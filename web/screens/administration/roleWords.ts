import type { PersonFactsFragment, Role } from '../../graphql.generated.ts';
import type { StateFamily } from '../../ui/StateGlyph.tsx';

export const roles: readonly { value: Role; label: string; means: string }[] = [
  { value: 'VIEWER', label: 'Viewer', means: 'Sees everything but secrets, changes nothing.' },
  {
    value: 'OPERATOR',
    label: 'Operator',
    means: 'Changes the landscape and its certificates; not people, settings or certificate authorities.',
  },
  { value: 'ADMINISTRATOR', label: 'Administrator', means: 'Everything, people and settings included.' },
];

export const roleLabel = (role: Role): string => roles.find(({ value }) => value === role)?.label ?? role;

export const roleMeans = (role: Role): string => roles.find(({ value }) => value === role)?.means ?? '';

export const stateWords: Readonly<Record<PersonFactsFragment['state'], { family: StateFamily; word: string }>> = {
  ACTIVE: { family: 'connected', word: 'Active' },
  INVITED: { family: 'pending', word: 'Invited' },
  DISABLED: { family: 'idle', word: 'Disabled' },
};

/** `Password and Okta`; what stands for somebody who cannot sign in yet. */
export function waysToSignIn({
  hasPassword,
  providers,
}: Pick<PersonFactsFragment, 'hasPassword' | 'providers'>): string {
  const ways = [...(hasPassword ? ['Password'] : []), ...providers];
  return ways.length > 0 ? ways.join(' and ') : 'Not yet';
}
