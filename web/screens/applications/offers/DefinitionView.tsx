import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { OfferedApiWholeDocument, OfferedEventWholeDocument } from '../../../graphql.generated.ts';
import { useRefetchOnTouch } from '../../../members/useRefetchOnTouch.ts';
import { useSession } from '../../../session/session.ts';
import { SpecView } from '../../../specs/SpecView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel, PanelColumns } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { EditDefinitionDialog } from './DefinitionDialogs.tsx';
import { FetchPanel } from './FetchPanel.tsx';
import { OfferBar } from './OfferBar.tsx';
import { DeleteOfferDialog } from './OfferDialogs.tsx';
import { kindWords, typeWords } from './offerWords.ts';
import { useRefetchSpec } from './useRefetchSpec.ts';

interface DefinitionViewProps {
  kind: 'API' | 'EVENT';
  applicationID: string;
  packageID: string;
  id: string;
  backHref: string;
  onGone: () => void;
  now: number;
}

/** One API or event definition with its specification. */
export function DefinitionView({ kind, applicationID, packageID, id, backHref, onGone, now }: DefinitionViewProps) {
  const { can } = useSession();
  const mayWrite = can('application:write');
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  const { definition, packageName, reading } = useDefinition(kind, applicationID, packageID, id);
  const refetch = reading.retry;
  useRefetchOnTouch(applicationID, refetch);
  const { refetchSpec, running } = useRefetchSpec(kind);
  if (!definition) {
    return (
      <PanelColumns>
        <OfferBar backHref={backHref} />
        <Panel title={kindWords[kind]}>
          <QueryState what="The definition" reading={reading} shape={{ rows: 4 }} boxed />
          {reading.data && <p className="muted">It no longer exists.</p>}
        </Panel>
      </PanelColumns>
    );
  }
  const { name, spec, version } = definition;
  const fetch = spec?.fetchRequest ?? null;
  return (
    <PanelColumns>
      <OfferBar
        backHref={backHref}
        actions={
          mayWrite && (
            <>
              <Button onClick={() => setDialog('edit')}>Edit…</Button>
              <Button onClick={() => setDialog('delete')}>Delete…</Button>
            </>
          )
        }
      />
      <Panel title={name} note={`${kindWords[kind]} of ${packageName}`}>
        <Facts
          facts={[
            'targetURL' in definition && { term: 'Target URL', value: <code>{definition.targetURL}</code> },
            definition.description !== null && { term: 'Description', value: definition.description },
            definition.group !== null && { term: 'Group', value: definition.group },
            version && {
              term: 'Version',
              value: version.value,
              detail: [
                version.deprecated && `deprecated${version.deprecatedSince ? ` since ${version.deprecatedSince}` : ''}`,
                version.forRemoval && 'going to be removed',
              ]
                .filter(Boolean)
                .join(', '),
            },
            { term: 'Format', value: spec ? `${typeWords[spec.type]}, ${spec.format}` : 'no specification' },
          ]}
        />
      </Panel>
      {fetch && (
        <FetchPanel
          id={id}
          fetch={fetch}
          now={now}
          onRefetch={mayWrite ? () => void refetchSpec(id, name).then(() => void refetch()) : null}
          running={running}
        />
      )}
      {spec?.data && (
        <SpecView
          source={{ type: spec.type, format: spec.format, data: spec.data }}
          fileName={`${name.replace(/[^\w.-]+/g, '-')}.${spec.format.toLowerCase()}`}
        />
      )}
      {dialog === 'edit' && (
        <EditDefinitionDialog
          kind={kind}
          applicationID={applicationID}
          packageID={packageID}
          id={id}
          onSaved={() => void refetch()}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'delete' && (
        <DeleteOfferDialog
          owner={packageName}
          offer={{ kind, id, name }}
          onDone={onGone}
          onClose={() => setDialog(null)}
        />
      )}
    </PanelColumns>
  );
}

function useDefinition(kind: 'API' | 'EVENT', application: string, packageID: string, id: string) {
  const variables = { application, package: packageID, id };
  // Secrets and long texts stay out of the cache.
  const api = useQuery(OfferedApiWholeDocument, { variables, fetchPolicy: 'no-cache', skip: kind !== 'API' });
  const event = useQuery(OfferedEventWholeDocument, { variables, fetchPolicy: 'no-cache', skip: kind !== 'EVENT' });
  const reading = useReading<object>(kind === 'API' ? api : event);
  return {
    definition:
      (kind === 'API'
        ? api.data?.application?.package?.apiDefinition
        : event.data?.application?.package?.eventDefinition) ?? null,
    packageName: (kind === 'API' ? api : event).data?.application?.package?.name ?? '',
    reading,
  };
}
