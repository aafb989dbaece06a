import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatPlural } from '../../../format/counts.ts';
import { ApplicationOffersDocument, type OfferedPackageFragment } from '../../../graphql.generated.ts';
import { useRefetchOnTouch } from '../../../members/useRefetchOnTouch.ts';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Panel, PanelColumns, PanelTable } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { OfferDialogs, type OpenedDialog } from './OfferDialogs.tsx';
import { OfferLine, PackageLine } from './OfferLines.tsx';
import { type Offer, offersOf, unloadedOf } from './offerWords.ts';

interface OffersPanelProps {
  applicationID: string;
  owner: string;
  hrefOf: (offer: Pick<Offer, 'kind' | 'packageID' | 'id'>) => string;
  onOpen: (offer: Pick<Offer, 'kind' | 'packageID' | 'id'>) => void;
  now: number;
}

/** The packages with what is in them. */
export function OffersPanel({ applicationID, owner, hrefOf, onOpen, now }: OffersPanelProps) {
  const { can } = useSession();
  const mayWrite = can('application:write');
  const [dialog, setDialog] = useState<OpenedDialog | null>(null);
  const query = useQuery(ApplicationOffersDocument, {
    variables: { id: applicationID },
    fetchPolicy: 'cache-and-network',
  });
  const { refetch, fetchMore } = query;
  const reading = useReading(query);
  useRefetchOnTouch(applicationID, refetch);
  const page = reading.data?.application?.packages ?? null;
  const add = () => setDialog({ name: 'addPackage' });
  const more = () =>
    fetchMore({
      variables: { after: page?.pageInfo.endCursor ?? null },
      updateQuery: (before, { fetchMoreResult: next }) =>
        before.application?.packages && next.application?.packages
          ? {
              application: {
                ...next.application,
                packages: {
                  ...next.application.packages,
                  data: [...before.application.packages.data, ...next.application.packages.data],
                },
              },
            }
          : before,
    });

  return (
    <PanelColumns>
      <Panel
        title="APIs and events"
        note={page && contentInWords(page.data, page.totalCount)}
        aside={
          mayWrite &&
          page &&
          page.totalCount > 0 && (
            <Button size="small" icon="i-plus" onClick={add}>
              Add package…
            </Button>
          )
        }
        flush
      >
        <QueryState what="Packages" reading={reading} shape={{ columns: 6, rows: 3 }} />
        {page?.totalCount === 0 && (
          <EmptyState
            title="No packages"
            icon="i-package"
            actions={
              mayWrite && (
                <Button tone="primary" onClick={add}>
                  Add a package…
                </Button>
              )
            }
          >
            <p>
              A package holds APIs, events and documents of {owner}, and what they are called with. Runtimes that are
              connected to it fetch them.
            </p>
          </EmptyState>
        )}
        {page && page.data.length > 0 && (
          <PanelTable label="APIs and events">
            <thead>
              <tr>
                <th scope="col">Definition</th>
                <th scope="col">Kind</th>
                <th scope="col">Format</th>
                <th scope="col">Version</th>
                <th scope="col">Target or group</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            {page.data.map((each) => (
              <tbody key={each.id}>
                <PackageLine offered={each} mayWrite={mayWrite} onDialog={setDialog} />
                {offersOf(each).map((offer) => (
                  <OfferLine
                    key={offer.id}
                    offer={offer}
                    href={hrefOf(offer)}
                    mayWrite={mayWrite}
                    now={now}
                    onDialog={setDialog}
                  />
                ))}
                {unloadedOf(each) > 0 && (
                  <tr>
                    <td colSpan={6}>{formatPlural(unloadedOf(each), 'more definition')} of this package not listed.</td>
                  </tr>
                )}
              </tbody>
            ))}
            {page.pageInfo.hasNextPage && (
              <tbody>
                <tr>
                  <td colSpan={6}>
                    {page.data.length} of {formatPlural(page.totalCount, 'package')} shown.{' '}
                    <Button size="small" onClick={() => void more()}>
                      Show more
                    </Button>
                  </td>
                </tr>
              </tbody>
            )}
          </PanelTable>
        )}
      </Panel>
      {dialog && (
        <OfferDialogs
          applicationID={applicationID}
          owner={owner}
          dialog={dialog}
          onOpen={onOpen}
          onDone={() => void refetch()}
          onClose={() => setDialog(null)}
        />
      )}
    </PanelColumns>
  );
}

/** `2 packages, 3 APIs, 2 events`. */
function contentInWords(packages: readonly OfferedPackageFragment[], total: number): string {
  const count = (pick: (each: OfferedPackageFragment) => { totalCount: number } | null) =>
    packages.reduce((sum, each) => sum + (pick(each)?.totalCount ?? 0), 0);
  const documents = count((each) => each.documents);
  return [
    formatPlural(total, 'package'),
    formatPlural(
      count((each) => each.apiDefinitions),
      'API',
    ),
    formatPlural(
      count((each) => each.eventDefinitions),
      'event',
    ),
    ...(documents > 0 ? [formatPlural(documents, 'document')] : []),
  ].join(', ');
}
