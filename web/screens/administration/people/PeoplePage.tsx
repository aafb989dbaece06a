import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../../errors.ts';
import { formatPlural } from '../../../format/counts.ts';
import { byName } from '../../../format/inOrder.ts';
import {
  CreateSignInLinkDocument,
  EnablePersonDocument,
  PeopleDocument,
  type PersonFactsFragment,
} from '../../../graphql.generated.ts';
import { useHold } from '../../../live/landscape.ts';
import { Button } from '../../../ui/Button.tsx';
import { notify } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { DisableDialog, EndSessionsDialog, RemoveDialog, RoleDialog } from './PersonDialogs.tsx';
import type { PersonAction } from './personActions.ts';

interface Link {
  url: string;
  expiresAt: string;
}
type Open =
  | { kind: 'invite' }
  | { kind: 'link'; name: string; link: Link }
  | { kind: PersonAction; person: PersonFactsFragment };

const dialogs = { role: RoleDialog, remove: RemoveDialog, disable: DisableDialog, endSessions: EndSessionsDialog };

/** Everybody with a role in this tenant. */
export function PeoplePage() {
  const query = useQuery(PeopleDocument, { fetchPolicy: 'cache-and-network' });
  const reading = useReading(query);
  const { refetch } = query;
  const [createLink] = useMutation(CreateSignInLinkDocument);
  const [enable] = useMutation(EnablePersonDocument);
  const [open, setOpen] = useState<Open | null>(null);
  useHold(open !== null);
  const close = () => setOpen(null);
  const done = () => {
    close();
    void refetch();
  };

  async function atOnce(person: PersonFactsFragment, action: 'link' | 'enable') {
    try {
      if (action === 'enable') {
        await enable({ variables: { id: person.id } });
        notify({ family: 'connected', title: `Enabled ${person.name}` });
      } else {
        const { data: made } = await createLink({ variables: { id: person.id } });
        if (made) setOpen({ kind: 'link', name: person.name, link: made.createSignInLink });
      }
      await refetch();
    } catch (failure) {
      notify({ family: 'failed', title: `Nothing changed for ${person.name}`, detail: describeError(failure).message });
    }
  }
  const act = (person: PersonFactsFragment, action: PersonAction) =>
    action === 'link' || action === 'enable' ? void atOnce(person, action) : setOpen({ kind: action, person });

  const people = reading.data?.people;
  return (
    <Page
      title="People"
      lead={people && <span className="meta num">{formatPlural(people.length, 'person', 'people')}</span>}
      actions={
        <Button tone="primary" icon="i-plus" onClick={() => setOpen({ kind: 'invite' })}>
          Invite…
        </Button>
      }
    >
      <Panel title="Who works in this tenant" note="a role counts in this tenant only" flush>
        <QueryState what="The people of this tenant" reading={reading} shape={{ columns: 7, rows: 3 }} />
        {people && <PeopleTable people={byName(people)} onAct={act} />}
      </Panel>
      {open?.kind === 'invite' && (
        <InviteDialog
          onInvited={({ person, link }) => {
            void refetch();
            if (link) return setOpen({ kind: 'link', name: person.name, link });
            close();
            notify({
              family: 'connected',
              title: `${person.name} has a role here now`,
              detail: 'They sign in as before: they have an account already.',
            });
          }}
          onClose={close}
        />
      )}
      {open?.kind === 'link' && 'link' in open && <LinkDialog name={open.name} link={open.link} onClose={close} />}
      {open && 'person' in open && <PersonDialog kind={open.kind} person={open.person} onDone={done} onClose={close} />}
    </Page>
  );
}

interface PersonDialogProps {
  kind: PersonAction;
  person: PersonFactsFragment;
  onDone: () => void;
  onClose: () => void;
}

function PersonDialog({ kind, ...rest }: PersonDialogProps) {
  if (kind === 'link' || kind === 'enable') return null;
  const Chosen = dialogs[kind];
  return <Chosen {...rest} />;
}
