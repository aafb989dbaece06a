import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { type ConnectionPolicy, TenantSettingsDocument } from '../../../graphql.generated.ts';
import { useSession } from '../../../session/session.ts';
import { policies } from '../../../settings/policyWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { PolicyDialog } from './PolicyDialog.tsx';

/** How many Runtimes an Application may be connected to. */
export function PolicyPanel() {
  const { can } = useSession();
  const query = useQuery(TenantSettingsDocument, { fetchPolicy: 'cache-and-network' });
  const reading = useReading(query);
  const [to, setTo] = useState<ConnectionPolicy | null>(null);
  const current = reading.data?.tenantSettings.connectionPolicy;
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
      <QueryState what="The connection policy" reading={reading} shape={{ rows: 1 }} boxed />
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
            void query.refetch();
          }}
          onClose={() => setTo(null)}
        />
      )}
    </Panel>
  );
}
