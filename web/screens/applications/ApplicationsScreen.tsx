import { useMemo } from 'react';
import { MemberList } from '../../members/MemberList.tsx';
import type { ApplicationRow } from '../../members/rows.ts';
import { memberMatchers } from '../../members/tableFilter.ts';
import { useMemberRows } from '../../members/useMemberRows.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { ApplicationDialogs } from './ApplicationDialogs.tsx';
import { ApplicationInspector } from './ApplicationInspector.tsx';
import { applicationColumns } from './columns.tsx';
import { RegisterApplicationDialog } from './RegisterApplicationDialog.tsx';

const matchers = memberMatchers<ApplicationRow>((row) => `${row.name} ${row.providerName ?? ''}`);

export function ApplicationsScreen() {
  const { applications, now } = useMemberRows();
  const paths = usePaths();
  const { can } = useSession();
  const columns = useMemo(() => applicationColumns(paths, now), [paths, now]);
  return (
    <MemberList
      title="Applications"
      noun="application"
      first="An application is an external system whose APIs and events runtimes use."
      rows={applications}
      columns={columns}
      matchers={matchers}
      hrefOf={paths.application}
      register={can('application:write') ? 'Register an application' : null}
      registerDialog={(onClose) => <RegisterApplicationDialog onClose={onClose} />}
      inspector={(row, onDialog, onClose) => (
        <ApplicationInspector row={row} now={now} onDialog={onDialog} onClose={onClose} />
      )}
      dialogs={(state) => <ApplicationDialogs {...state} />}
    />
  );
}
