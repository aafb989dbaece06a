import { useMutation } from '@apollo/client/react';
import { UnregisterRuntimeDocument } from '../../graphql.generated.ts';
import { type MemberDialogState, MemberDialogs } from '../../members/MemberDialogs.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import { EditRuntimeDialog } from './EditRuntimeDialog.tsx';

export function RuntimeDialogs(state: MemberDialogState<RuntimeRow>) {
  const [unregister] = useMutation(UnregisterRuntimeDocument);
  return <MemberDialogs {...state} edit={EditRuntimeDialog} unregister={(id) => unregister({ variables: { id } })} />;
}
