import type { PersonFactsFragment } from '../../../graphql.generated.ts';
import type { MenuAction } from '../../../ui/ActionMenu.tsx';

export type PersonAction = 'role' | 'link' | 'endSessions' | 'disable' | 'enable' | 'remove';

const lastAdministrator = 'The last administrator: make somebody else administrator first';
const notFromHere = 'Works in other tenants too: for administrators of the default tenant';

/** What can be done with somebody; what cannot says why. `isHome`: whether the caller administrates the default tenant, from there. */
export function personActions(
  person: PersonFactsFragment,
  isHome: boolean,
  run: (action: PersonAction) => void,
): (MenuAction | 'divider')[] {
  const outOfReach = person.isElsewhere && !isHome ? notFromHere : null;
  const last = person.isLastAdministrator ? lastAdministrator : null;
  const entry = (action: PersonAction, label: string, against: string | null, detail?: string): MenuAction => ({
    key: action,
    label,
    disabled: against !== null,
    detail: against ?? detail,
    run: () => run(action),
  });
  const isDisabled = person.state === 'DISABLED';
  return [
    entry('role', 'Change role…', last),
    entry(
      'link',
      person.state === 'INVITED' ? 'New invitation link' : 'New password link',
      isDisabled ? 'Disabled: enable the account first' : outOfReach,
      'One made before stops working',
    ),
    entry('endSessions', 'End sessions…', person.sessions === 0 ? 'No session is open' : null),
    'divider',
    isDisabled ? entry('enable', 'Enable', outOfReach) : entry('disable', 'Disable…', outOfReach ?? last),
    entry('remove', 'Remove from tenant…', last),
  ];
}
