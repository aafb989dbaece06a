import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../../errors.ts';
import { type ConnectionPolicy, TenantSettingsDocument } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { PolicyDialog } from './PolicyDialog.tsx';
import { policies } from './policyWords.ts';

/** How many Runtimes an Application may be connected to. */
export function PolicyPanel() {
  const { can } = useSession();
  const { data, error, refetch } = useQuery(TenantSettingsDocument, { fetchPolicy: 'cache-and-network' });
  const [to, setTo] = useState<ConnectionPolicy | null>(null);
  const current = data?.tenantSettings.connectionPolicy;
  const other = current === 'SHARED' ? 'EXCLUSIVE' : 'SHARED';
  return (
    <Panel
      title="Connection policy"
      aside={
        current &&
        (can('settings:write') ? (
          <Button size="small" onClick={() => setTo(other)}>
            Change to {policies[other].label.toLowerCase()}…
          </Button>
        ) : (
          'Changed by administrators (settings:write)'
        ))
      }
    >
      {error && <FormProblem text={describeError(error).message} />}
      {current && (
        <p>
          <strong>{policies[current].label}.</strong> {policies[current].means}
        </p>
      )}
      {to && (
        <PolicyDialog
          to={to}
          onDone={() => {
            setTo(null);
            void refetch();
          }}
          onClose={() => setTo(null)}
        />
      )}
    </Panel>
  );
}
