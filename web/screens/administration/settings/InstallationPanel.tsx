import { useQuery } from '@apollo/client/react';
import { describeError } from '../../../errors.ts';
import { formatSpan } from '../../../format/moments.ts';
import { InstallationDocument } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';

const withCopy = (name: string, value: string) => (
  <>
    <code>{value}</code> <CopyButton iconOnly size="small" value={value} label={`Copy ${name}`} done="Copied" />
  </>
);

/** What is set where Compass runs, not here. */
export function InstallationPanel() {
  const { data, error } = useQuery(InstallationDocument);
  const facts = data?.installation;
  return (
    <Panel title="This installation" note="set by its environment; shown here, changed where Compass runs">
      {error && <FormProblem text={describeError(error).message} />}
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
