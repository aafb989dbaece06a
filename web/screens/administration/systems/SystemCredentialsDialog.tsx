import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import {
  DeleteSystemIdentityDocument,
  IntegrationSystemIdentitiesDocument,
  RequestSystemCredentialsDocument,
} from '../../../graphql.generated.ts';
import { useNow } from '../../../live/landscape.ts';
import { ClientCredentialsDialog } from '../../../members/ClientCredentialsDialog.tsx';
import { IdentitiesPanel } from '../../../members/IdentitiesPanel.tsx';
import { clientsAmong, issuedBy } from '../../../members/identities.ts';
import { useOwnerCertificates } from '../../../members/useOwnerCertificates.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useReading } from '../../../ui/useReading.ts';

interface SystemCredentialsProps {
  system: { id: string; name: string };
  onClose: () => void;
}

/** The machine identities of an integration system. */
export function SystemCredentialsDialog({ system, onClose }: SystemCredentialsProps) {
  const now = useNow();
  const [requesting, setRequesting] = useState(false);
  const query = useQuery(IntegrationSystemIdentitiesDocument, {
    variables: { id: system.id },
    fetchPolicy: 'network-only',
  });
  const { refetch } = query;
  const reading = useReading(query);
  const owned = useOwnerCertificates(system.id, now);
  const [request] = useMutation(RequestSystemCredentialsDocument, { fetchPolicy: 'no-cache' });
  const [remove] = useMutation(DeleteSystemIdentityDocument);
  const auths = reading.data?.integrationSystem ? (reading.data.integrationSystem.auths ?? []) : null;
  if (requesting) {
    return (
      <ClientCredentialsDialog
        owner={system.name}
        request={async () => {
          const { data: made } = await request({ variables: { id: system.id } });
          return issuedBy(made?.requestClientCredentialsForIntegrationSystem);
        }}
        onClose={() => {
          setRequesting(false);
          void refetch();
        }}
      />
    );
  }
  return (
    <Dialog
      open
      size="wide"
      onClose={onClose}
      title={`Credentials of ${system.name}`}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button tone="primary" onClick={() => setRequesting(true)}>
            Request client credentials…
          </Button>
        </>
      }
    >
      <IdentitiesPanel
        owner={system.name}
        reading={reading}
        auths={auths}
        clients={clientsAmong(auths)}
        certificates={owned.certificates ?? []}
        now={now}
        mayWrite
        onRequest={null}
        onDelete={async (authID) => {
          await remove({ variables: { authID } });
          await refetch();
        }}
      />
    </Dialog>
  );
}
