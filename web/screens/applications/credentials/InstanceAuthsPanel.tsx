import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatPlural } from '../../../format/counts.ts';
import { formatExact } from '../../../format/moments.ts';
import { InstanceAuthsDocument, type InstanceAuthsQuery } from '../../../graphql.generated.ts';
import { useRefetchOnTouch } from '../../../members/useRefetchOnTouch.ts';
import { ActionMenu } from '../../../ui/ActionMenu.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { Panel, PanelTable } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { conditionFinding } from './conditionWords.ts';
import { DeleteInstanceAuthDialog, ProvideDialog, RefuseDialog } from './InstanceAuthDialogs.tsx';

type OfferedPackage = NonNullable<NonNullable<InstanceAuthsQuery['application']>['packages']>['data'][number];
export type InstanceAuth = OfferedPackage['instanceAuths'][number] & { packageName: string };

interface InstanceAuthsPanelProps {
  applicationID: string;
  owner: string;
  now: number;
  mayWrite: boolean;
}

/** What Runtimes have asked for to call the APIs with, and what became of it. */
export function InstanceAuthsPanel({ applicationID, owner, now, mayWrite }: InstanceAuthsPanelProps) {
  const [dialog, setDialog] = useState<{ name: 'provide' | 'refuse' | 'delete'; auth: InstanceAuth } | null>(null);
  const query = useQuery(InstanceAuthsDocument, {
    variables: { application: applicationID },
    fetchPolicy: 'cache-and-network',
  });
  useRefetchOnTouch(applicationID, query.refetch);
  const reading = useReading(query);
  const auths = reading.data?.application?.packages?.data
    .flatMap(({ name, instanceAuths }) => instanceAuths.map((auth): InstanceAuth => ({ ...auth, packageName: name })))
    .sort((one, other) => order(one) - order(other) || other.status.timestamp.localeCompare(one.status.timestamp));
  const waiting = auths?.filter(({ status }) => status.condition === 'PENDING').length ?? 0;
  const close = () => {
    setDialog(null);
    void query.refetch();
  };
  return (
    <Panel
      title="Credentials for runtimes"
      note={auths && `${formatPlural(auths.length, 'request')}, ${waiting} waiting`}
      flush
    >
      <QueryState what="Requests for credentials" reading={reading} shape={{ columns: 5, rows: 2 }} />
      {auths && (
        <PanelTable label="Credentials for runtimes">
          <thead>
            <tr>
              <th scope="col">Package</th>
              <th scope="col">State</th>
              <th scope="col">Since</th>
              <th scope="col">Came with</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {auths.map((auth) => {
              const at = Date.parse(auth.status.timestamp);
              return (
                <tr key={auth.id}>
                  <th scope="row">{auth.packageName}</th>
                  <td>
                    <StateGlyph {...conditionFinding(auth.status.condition)}>
                      <span className="meta"> {auth.status.message}</span>
                    </StateGlyph>
                  </td>
                  <td className="num">
                    <Moment at={at} now={now} />
                  </td>
                  <td>
                    {[auth.inputParams, auth.context]
                      .filter((each) => each !== null)
                      .map((each) => (
                        <code key={each}>{each} </code>
                      ))}
                    {auth.inputParams === null && auth.context === null && '–'}
                  </td>
                  <td>
                    {mayWrite && (
                      <ActionMenu
                        trigger={
                          <Button
                            iconOnly
                            size="small"
                            icon="i-more"
                            aria-label={`Actions of the request for ${auth.packageName} of ${formatExact(at)}`}
                          />
                        }
                        actions={[
                          ...(auth.status.condition === 'PENDING'
                            ? ([
                                { label: 'Provide credentials…', run: () => setDialog({ name: 'provide', auth }) },
                                { label: 'Refuse…', run: () => setDialog({ name: 'refuse', auth }) },
                                'divider',
                              ] as const)
                            : []),
                          { label: 'Delete…', run: () => setDialog({ name: 'delete', auth }) },
                        ]}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
            {auths.length === 0 && (
              <tr>
                <td colSpan={5}>None. A runtime that is connected asks for the credentials of a package of {owner}.</td>
              </tr>
            )}
          </tbody>
        </PanelTable>
      )}
      {dialog?.name === 'provide' && <ProvideDialog auth={dialog.auth} onClose={close} />}
      {dialog?.name === 'refuse' && <RefuseDialog auth={dialog.auth} onClose={close} />}
      {dialog?.name === 'delete' && <DeleteInstanceAuthDialog auth={dialog.auth} onClose={close} />}
    </Panel>
  );
}

/** What waits for someone comes first. */
const order = ({ status }: InstanceAuth): number =>
  ['PENDING', 'UNUSED', 'FAILED', 'SUCCEEDED'].indexOf(status.condition);
