import { useMutation } from '@apollo/client/react';
import { UnregisterApplicationDocument } from '../../graphql.generated.ts';
import { type MemberDialogState, MemberDialogs } from '../../members/MemberDialogs.tsx';
import type { ApplicationRow } from '../../members/rows.ts';
import { EditApplicationDialog } from './EditApplicationDialog.tsx';

export function ApplicationDialogs(state: MemberDialogState<ApplicationRow>) {
  const [unregister] = useMutation(UnregisterApplicationDocument);
  return (
    <MemberDialogs {...state} edit={EditApplicationDialog} unregister={(id) => unregister({ variables: { id } })} />
  );
}
