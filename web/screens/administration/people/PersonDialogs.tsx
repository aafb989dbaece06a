import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { formatPlural } from '../../../format/counts.ts';
import {
  DisablePersonDocument,
  EndSessionsDocument,
  type PersonFactsFragment,
  RemovePersonDocument,
  SetRoleDocument,
} from '../../../graphql.generated.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { useSession } from '../../../session/session.ts';
import { notify } from '../../../ui/notify.ts';
import { roleLabel } from '../roleWords.ts';
import { RoleChoice } from './RoleChoice.tsx';

interface PersonDialogProps {
  person: PersonFactsFragment;
  onDone: () => void;
  onClose: () => void;
}

export function RoleDialog({ person, onDone, onClose }: PersonDialogProps) {
  const { user } = useSession();
  const [role, setRole] = useState(person.role);
  const [change] = useMutation(SetRoleDocument);
  return (
    <ConfirmDialog
      title={`Role of ${person.name}`}
      confirm="Change the role"
      run={async () => {
        await change({ variables: { id: person.id, role } });
        notify({ family: 'connected', title: `${person.name} is ${roleLabel(role).toLowerCase()} now` });
        onDone();
      }}
      onClose={onClose}
    >
      <RoleChoice value={role} onChange={setRole} />
      <p>
        Counts with the next request of <strong>{person.name}</strong>, in open windows and API tokens too.
        {person.roleFrom !== null && ` Until now ${person.roleFrom} decides; from then on your choice stays.`}
        {person.id === user?.id &&
          role !== 'ADMINISTRATOR' &&
          ' You cannot undo this yourself: this page closes for you.'}
      </p>
    </ConfirmDialog>
  );
}

export function RemoveDialog({ person, onDone, onClose }: PersonDialogProps) {
  const { tenant } = useSession();
  const [remove] = useMutation(RemovePersonDocument);
  const here = tenant.name ?? tenant.id;
  return (
    <ConfirmDialog
      title={`Remove ${person.name} from ${here}?`}
      confirm="Remove"
      typed={{ name: person.email, to: 'remove this person' }}
      run={async () => {
        await remove({ variables: { id: person.id } });
        notify({ family: 'connected', title: `Removed ${person.name} from ${here}` });
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        The next request of <strong>{person.name}</strong> here is refused, and the API tokens they made in this tenant
        are revoked for good.
        {person.isElsewhere ? ' Other tenants stay open to them.' : ' They work in no other tenant.'} What they did
        stays in the activity log.
      </p>
    </ConfirmDialog>
  );
}

export function DisableDialog({ person, onDone, onClose }: PersonDialogProps) {
  const [disable] = useMutation(DisablePersonDocument);
  return (
    <ConfirmDialog
      title={`Disable ${person.name}?`}
      confirm="Disable"
      run={async () => {
        await disable({ variables: { id: person.id } });
        notify({ family: 'connected', title: `Disabled ${person.name}` });
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        <strong>{person.name}</strong> cannot sign in any more{person.isElsewhere && ', in other tenants either'}.{' '}
        {formatPlural(person.sessions, 'session')} {person.sessions === 1 ? 'ends' : 'end'}, and API tokens they made
        rest until they are enabled again. Roles stay.
      </p>
    </ConfirmDialog>
  );
}

export function EndSessionsDialog({ person, onDone, onClose }: PersonDialogProps) {
  const [end] = useMutation(EndSessionsDocument);
  return (
    <ConfirmDialog
      title={`Sign ${person.name} out everywhere?`}
      confirm="End sessions"
      run={async () => {
        const { data } = await end({ variables: { id: person.id } });
        notify({
          family: 'connected',
          title: `${formatPlural(data?.endSessions ?? 0, 'session')} of ${person.name} ended`,
        });
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        {formatPlural(person.sessions, 'open session')} {person.sessions === 1 ? 'ends' : 'end'} with the next request.
        They may sign in again at once; to keep them out, disable the account. API tokens go on.
      </p>
    </ConfirmDialog>
  );
}
