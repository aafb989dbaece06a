import { useMemo } from 'react';
import { MemberList } from '../../members/MemberList.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import { memberMatchers } from '../../members/tableFilter.ts';
import { useMemberRows } from '../../members/useMemberRows.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { runtimeColumns } from './columns.tsx';
import { RegisterRuntimeDialog } from './RegisterRuntimeDialog.tsx';
import { RuntimeDialogs } from './RuntimeDialogs.tsx';
import { RuntimeInspector } from './RuntimeInspector.tsx';

const matchers = memberMatchers<RuntimeRow>((row) => row.name);

export function RuntimesScreen() {
  const { runtimes, now } = useMemberRows();
  const paths = usePaths();
  const { can } = useSession();
  const columns = useMemo(() => runtimeColumns(now), [now]);
  return (
    <MemberList
      title="Runtimes"
      noun="runtime"
      first="A runtime is a cluster that uses applications. It connects with a one-time token and keeps a client certificate."
      rows={runtimes}
      columns={columns}
      matchers={matchers}
      hrefOf={paths.runtime}
      register={can('runtime:write') ? 'Connect a runtime' : null}
      registerDialog={(onClose) => <RegisterRuntimeDialog onClose={onClose} />}
      inspector={(row, onDialog, onClose) => (
        <RuntimeInspector row={row} now={now} onDialog={onDialog} onClose={onClose} />
      )}
      dialogs={(state) => <RuntimeDialogs {...state} />}
    />
  );
}
