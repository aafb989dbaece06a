import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { OfferedDocumentWholeDocument } from '../../../graphql.generated.ts';
import { useRefetchOnTouch } from '../../../members/useRefetchOnTouch.ts';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { DownloadButton } from '../../../ui/DownloadButton.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Markdown } from '../../../ui/Markdown.tsx';
import { Panel, PanelColumns } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { FetchPanel } from './FetchPanel.tsx';
import { OfferBar } from './OfferBar.tsx';
import { DeleteOfferDialog } from './OfferDialogs.tsx';

interface DocumentViewProps {
  applicationID: string;
  packageID: string;
  id: string;
  backHref: string;
  onGone: () => void;
  now: number;
}

/** One document, rendered. */
export function DocumentView({ applicationID, packageID, id, backHref, onGone, now }: DocumentViewProps) {
  const { can } = useSession();
  const [deleting, setDeleting] = useState(false);
  const query = useQuery(OfferedDocumentWholeDocument, {
    variables: { application: applicationID, package: packageID, id },
    fetchPolicy: 'no-cache',
  });
  useRefetchOnTouch(applicationID, query.refetch);
  const reading = useReading(query);
  const owner = reading.data?.application?.package ?? null;
  const document = owner?.document ?? null;
  return (
    <PanelColumns>
      <OfferBar
        backHref={backHref}
        actions={document && can('application:write') && <Button onClick={() => setDeleting(true)}>Delete…</Button>}
      />
      {document && owner ? (
        <>
          <Panel title={document.title} note={`Document of ${owner.name}`}>
            <Facts
              facts={[
                document.displayName !== document.title && { term: 'Display name', value: document.displayName },
                { term: 'Description', value: document.description },
                document.kind !== null && { term: 'Kind', value: document.kind },
              ]}
            />
          </Panel>
          {document.fetchRequest && (
            <FetchPanel id={id} fetch={document.fetchRequest} now={now} onRefetch={null} running={false} />
          )}
          {document.data && (
            <Panel
              title="Text"
              aside={
                <>
                  <CopyButton size="small" value={document.data} label="Copy" done="Copied" />
                  <DownloadButton text={document.data} fileName={`${document.title.replace(/[^\w.-]+/g, '-')}.md`} />
                </>
              }
            >
              <Markdown text={document.data} />
            </Panel>
          )}
        </>
      ) : (
        <Panel title="Document">
          <QueryState what="The document" reading={reading} shape={{ rows: 3 }} boxed />
          {reading.data && <p className="muted">It no longer exists.</p>}
        </Panel>
      )}
      {deleting && document && owner && (
        <DeleteOfferDialog
          owner={owner.name}
          offer={{ kind: 'DOCUMENT', id, name: document.title }}
          onDone={onGone}
          onClose={() => setDeleting(false)}
        />
      )}
    </PanelColumns>
  );
}
