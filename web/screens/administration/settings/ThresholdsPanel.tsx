import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { CertificateThresholdsDocument } from '../../../graphql.generated.ts';
import { useSession } from '../../../session/session.ts';
import { thresholds } from '../../../settings/thresholdWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { ThresholdsDialog } from './ThresholdsDialog.tsx';

/** When certificates are due, overdue and critical. */
export function ThresholdsPanel() {
  const { can } = useSession();
  const mayRead = can('certificate:read');
  const query = useQuery(CertificateThresholdsDocument, {
    skip: !mayRead,
    fetchPolicy: 'cache-and-network',
  });
  const [changing, setChanging] = useState(false);
  const reading = useReading(query);
  const present = reading.data?.certificateThresholds;
  return (
    <Panel
      title="Certificates"
      note="judged by the share of their lifetime that has passed"
      aside={
        present &&
        (can('settings:write') ? (
          <Button size="small" onClick={() => setChanging(true)}>
            Change…
          </Button>
        ) : (
          'Changed by administrators (settings:write)'
        ))
      }
    >
      {mayRead ? (
        <QueryState what="Thresholds" reading={reading} shape={{ rows: 4 }} boxed />
      ) : (
        <p className="muted">You lack the right certificate:read.</p>
      )}
      {present && (
        <Facts
          facts={thresholds.map(({ key, label, means }) => ({
            term: label,
            value: `from ${present[key]} % of the lifetime`,
            detail: means,
          }))}
        />
      )}
      {present && changing && (
        <ThresholdsDialog
          present={present}
          reload={async () => (await query.refetch()).data?.certificateThresholds}
          onDone={() => {
            setChanging(false);
            void query.refetch();
          }}
          onClose={() => setChanging(false)}
        />
      )}
    </Panel>
  );
}
