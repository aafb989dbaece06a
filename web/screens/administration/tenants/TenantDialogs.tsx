import { useMutation } from '@apollo/client/react';
import { formatPlural } from '../../../format/counts.ts';
import {
  ActivateTenantDocument,
  DeactivateTenantDocument,
  DeleteTenantDocument,
  type TenantFactsFragment,
} from '../../../graphql.generated.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { whatGoes, whoIsRefused } from './tenantWords.ts';

interface TenantDialogProps {
  tenant: TenantFactsFragment;
  onDone: () => void;
  onClose: () => void;
}

export function DeactivateDialog({ tenant, onDone, onClose }: TenantDialogProps) {
  const [deactivate] = useMutation(DeactivateTenantDocument);
  const { name, connections } = tenant;
  return (
    <ConfirmDialog
      title={`Deactivate ${name}?`}
      confirm="Deactivate"
      typed={{ name: tenant.id, to: 'deactivate it' }}
      run={async () => {
        await deactivate({ variables: { id: tenant.id } });
        notify({ family: 'connected', title: `${name} is inactive` });
        onDone();
      }}
      onClose={onClose}
    >
      <p>{whoIsRefused(tenant)}</p>
      <p>
        {connections === 0
          ? 'No connection freezes. '
          : `${formatPlural(connections, 'connection')} ${connections === 1 ? 'freezes' : 'freeze'}: calls go on, but no change reaches a runtime, and certificates are not renewed. `}
        Nothing is lost; it can be activated again.
      </p>
    </ConfirmDialog>
  );
}

export function ActivateDialog({ tenant, onDone, onClose }: TenantDialogProps) {
  const [activate] = useMutation(ActivateTenantDocument);
  return (
    <ConfirmDialog
      title={`Activate ${tenant.name}?`}
      confirm="Activate"
      run={async () => {
        await activate({ variables: { id: tenant.id } });
        notify({ family: 'connected', title: `${tenant.name} is active again` });
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        People, API tokens, runtimes and applications of it are let in again. What has expired meanwhile stays expired.
      </p>
    </ConfirmDialog>
  );
}

export function DeleteDialog({ tenant, onDone, onClose }: TenantDialogProps) {
  const [remove] = useMutation(DeleteTenantDocument);
  const { name, runtimes, connections } = tenant;
  return (
    <ConfirmDialog
      title={`Delete ${name} for good?`}
      confirm="Delete"
      typed={{ name: tenant.id, to: 'delete everything in it' }}
      run={async () => {
        await remove({ variables: { id: tenant.id } });
        notify({ family: 'connected', title: `Deleted the tenant ${name}` });
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        Removes {whatGoes(tenant)} of <strong>{name}</strong>.
        {runtimes > 0 && ' Its runtimes can never come back to it.'} People stay, without their role there.
      </p>
      <p>
        {connections === 0
          ? 'No connection is concerned. '
          : `${formatPlural(connections, 'connection')} ${connections === 1 ? 'ends' : 'end'} here, but calls go on: its runtimes keep what they have fetched, and nothing can be removed from them from here any more. `}
        It cannot be taken back.
      </p>
    </ConfirmDialog>
  );
}
