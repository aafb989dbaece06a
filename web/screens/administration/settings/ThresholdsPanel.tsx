import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../../errors.ts';
import { CertificateThresholdsDocument } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ThresholdsDialog } from './ThresholdsDialog.tsx';
import { thresholds } from './thresholdWords.ts';

/** When certificates are due, overdue and critical. */
export function ThresholdsPanel() {
  const { can } = useSession();
  const { data, error, refetch } = useQuery(CertificateThresholdsDocument, {
    skip: !can('certificate:read'),
    fetchPolicy: 'cache-and-network',
  });
  const [changing, setChanging] = useState(false);
  const present = data?.certificateThresholds;
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
      {error && <FormProblem text={describeError(error).message} />}
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
          reload={async () => (await refetch()).data?.certificateThresholds}
          onDone={() => {
            setChanging(false);
            void refetch();
          }}
          onClose={() => setChanging(false)}
        />
      )}
    </Panel>
  );
}
