import { useNavigate, useSearch } from '@tanstack/react-router';
import { DefinitionView } from './DefinitionView.tsx';
import { DocumentView } from './DocumentView.tsx';
import { OffersPanel } from './OffersPanel.tsx';
import { openedBy, openKey } from './offerAddress.ts';

interface OffersTabProps {
  applicationID: string;
  owner: string;
  /** Address of this tab. */
  href: string;
  now: number;
}

/** What an Application offers: its packages, or one definition or document of them. */
export function OffersTab({ applicationID, owner, href, now }: OffersTabProps) {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const opened = openedBy(search['open']);
  const hrefOf = (offer: Parameters<typeof openKey>[0]) => `${href}&open=${openKey(offer)}`;
  if (opened === null) {
    return (
      <OffersPanel
        applicationID={applicationID}
        owner={owner}
        hrefOf={hrefOf}
        onOpen={(offer) => void navigate({ href: hrefOf(offer) })}
        now={now}
      />
    );
  }
  const shared = {
    applicationID,
    packageID: opened.packageID,
    id: opened.id,
    backHref: href,
    onGone: () => void navigate({ href, replace: true }),
    now,
  };
  return opened.kind === 'DOCUMENT' ? (
    <DocumentView key={opened.id} {...shared} />
  ) : (
    <DefinitionView key={opened.id} kind={opened.kind} {...shared} />
  );
}
