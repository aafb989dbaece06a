import { useMutation } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { formatPlural } from '../../../format/counts.ts';
import {
  ApplicationOffersDocument,
  DeleteApiDocument,
  DeleteDocumentDocument,
  DeleteEventDocument,
  DeletePackageDocument,
  type OfferedPackageFragment,
} from '../../../graphql.generated.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { AddDefinitionDialog, EditDefinitionDialog } from './DefinitionDialogs.tsx';
import { AddDocumentDialog } from './DocumentDialog.tsx';
import { kindWords, type Offer } from './offerWords.ts';
import { AddPackageDialog, EditPackageDialog } from './PackageDialog.tsx';
import { useRefetchSpec } from './useRefetchSpec.ts';

type Named = { id: string; name: string };

export type OpenedDialog =
  | { name: 'addPackage' }
  | { name: 'editPackage'; package: Named }
  | { name: 'deletePackage'; package: OfferedPackageFragment }
  | { name: 'addDefinition'; kind: 'API' | 'EVENT'; package: Named }
  | { name: 'addDocument'; package: Named }
  | { name: 'editDefinition'; kind: 'API' | 'EVENT'; offer: Offer }
  | { name: 'refetch'; kind: 'API' | 'EVENT'; offer: Offer }
  | { name: 'deleteOffer'; offer: Offer };

interface OfferDialogsProps {
  applicationID: string;
  owner: string;
  dialog: OpenedDialog;
  onOpen: (offer: Pick<Offer, 'kind' | 'packageID' | 'id'>) => void;
  onDone: () => void;
  onClose: () => void;
}

export function OfferDialogs({ applicationID, owner, dialog, onOpen, onDone, onClose }: OfferDialogsProps) {
  switch (dialog.name) {
    case 'addPackage':
      return <AddPackageDialog applicationID={applicationID} onClose={onClose} />;
    case 'editPackage':
      return <EditPackageDialog applicationID={applicationID} id={dialog.package.id} onClose={onClose} />;
    case 'deletePackage':
      return <DeletePackageDialog owner={owner} offered={dialog.package} onClose={onClose} />;
    case 'addDefinition':
      return (
        <AddDefinitionDialog
          kind={dialog.kind}
          package={dialog.package}
          onAdded={(id) => onOpen({ kind: dialog.kind, packageID: dialog.package.id, id })}
          onClose={onClose}
        />
      );
    case 'addDocument':
      return (
        <AddDocumentDialog
          package={dialog.package}
          onAdded={(id) => onOpen({ kind: 'DOCUMENT', packageID: dialog.package.id, id })}
          onClose={onClose}
        />
      );
    case 'editDefinition':
      return (
        <EditDefinitionDialog
          kind={dialog.kind}
          applicationID={applicationID}
          packageID={dialog.offer.packageID}
          id={dialog.offer.id}
          onSaved={onDone}
          onClose={onClose}
        />
      );
    case 'refetch':
      return <Refetch kind={dialog.kind} offer={dialog.offer} onDone={onClose} />;
    case 'deleteOffer':
      return <DeleteOfferDialog owner={owner} offer={dialog.offer} onDone={onDone} onClose={onClose} />;
  }
}

/** Shows nothing: a notice says what came of it. */
function Refetch({ kind, offer, onDone }: { kind: 'API' | 'EVENT'; offer: Offer; onDone: () => void }) {
  const { refetchSpec } = useRefetchSpec(kind);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void refetchSpec(offer.id, offer.name).then(onDone);
  });
  return null;
}

interface DeleteOfferProps {
  owner: string;
  offer: Pick<Offer, 'kind' | 'id' | 'name'>;
  onDone: () => void;
  onClose: () => void;
}

export function DeleteOfferDialog({ owner, offer, onDone, onClose }: DeleteOfferProps) {
  const refetchQueries = [ApplicationOffersDocument];
  const [deleteApi] = useMutation(DeleteApiDocument, { refetchQueries });
  const [deleteEvent] = useMutation(DeleteEventDocument, { refetchQueries });
  const [deleteDocument] = useMutation(DeleteDocumentDocument, { refetchQueries });
  const { kind, id, name } = offer;
  const word = kind === 'API' ? 'API' : kindWords[kind].toLowerCase();
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      confirm="Delete"
      run={async () => {
        const variables = { id };
        if (kind === 'API') await deleteApi({ variables });
        else if (kind === 'EVENT') await deleteEvent({ variables });
        else await deleteDocument({ variables });
        notify({ family: 'connected', title: `Deleted ${name} of ${owner}` });
        onClose();
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        Removes the {word} <strong>{name}</strong> from <strong>{owner}</strong>. Runtimes that are connected to it drop
        it with their next fetch.
      </p>
    </ConfirmDialog>
  );
}

interface DeletePackageProps {
  owner: string;
  offered: OfferedPackageFragment;
  onClose: () => void;
}

function DeletePackageDialog({ owner, offered, onClose }: DeletePackageProps) {
  const [remove] = useMutation(DeletePackageDocument, { refetchQueries: [ApplicationOffersDocument] });
  const { id, name, instanceAuths, apiDefinitions, eventDefinitions, documents } = offered;
  const content = [
    formatPlural(apiDefinitions?.totalCount ?? 0, 'API'),
    formatPlural(eventDefinitions?.totalCount ?? 0, 'event'),
    formatPlural(documents?.totalCount ?? 0, 'document'),
  ].join(', ');
  const used = instanceAuths.filter(({ status }) => status.condition === 'SUCCEEDED').length;
  return (
    <ConfirmDialog
      title={`Delete package ${name}?`}
      confirm="Delete"
      typed={used > 0 ? { name, to: 'delete the package' } : null}
      run={async () => {
        await remove({ variables: { id } });
        notify({ family: 'connected', title: `Deleted the package ${name} of ${owner}` });
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        Removes <strong>{name}</strong> from <strong>{owner}</strong> with {content}. Runtimes that are connected to it
        drop them with their next fetch.
      </p>
      {used > 0 && (
        <p>
          {formatPlural(used, 'credential')} in use {used === 1 ? 'stops' : 'stop'}.
        </p>
      )}
    </ConfirmDialog>
  );
}
