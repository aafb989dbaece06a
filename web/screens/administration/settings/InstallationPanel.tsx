import { useQuery } from '@apollo/client/react';
import { formatSpan } from '../../../format/moments.ts';
import { InstallationDocument } from '../../../graphql.generated.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';

const withCopy = (name: string, value: string) => (
  <>
    <code>{value}</code> <CopyButton iconOnly size="small" value={value} label={`Copy ${name}`} done="Copied" />
  </>
);

/** What is set where Compass runs, not here. */
export function InstallationPanel() {
  const reading = useReading(useQuery(InstallationDocument));
  const facts = reading.data?.installation;
  return (
    <Panel title="This installation" note="set by its environment; shown here, changed where Compass runs">
      <QueryState what="The facts of this installation" reading={reading} shape={{ rows: 6 }} boxed />
      {facts && (
        <Facts
          facts={[
            { term: 'Version', value: facts.version },
            { term: 'Connector', value: withCopy('the address of the Connector', facts.connectorURL) },
            {
              term: 'Connector, with certificate',
              value: withCopy('the address of the Connector with certificate', facts.certificateSecuredConnectorURL),
            },
            { term: 'Director', value: withCopy('the address of the Director', facts.directorURL) },
            {
              term: 'Server CA',
              value:
                facts.serverCAFingerprint === null
                  ? 'The server certificate was given by file.'
                  : withCopy('the fingerprint of the server CA', facts.serverCAFingerprint),
            },
            {
              term: 'Stale after',
              value: `${formatSpan(facts.staleAfterMs)} without contact`,
            },
          ]}
        />
      )}
    </Panel>
  );
}
