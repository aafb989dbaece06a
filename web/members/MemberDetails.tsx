import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ActivityPanel } from '../activity/ActivityPanel.tsx';
import { useCommands } from '../commands/commands.ts';
import { explain } from '../errors.ts';
import { formatExact } from '../format/moments.ts';
import { LabelsPanel } from '../labels/LabelsPanel.tsx';
import type { LabelStore } from '../labels/ownedLabels.ts';
import { usePaths } from '../paths.ts';
import { useSession } from '../session/session.ts';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { PanelColumns } from '../ui/Panel.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { CertificatesPanel } from './CertificatesPanel.tsx';
import { ClientCredentialsDialog, type IssuedCredentials } from './ClientCredentialsDialog.tsx';
import { ConnectionsPanel } from './ConnectionsPanel.tsx';
import styles from './DetailsPage.module.css';
import { DetailsPage, type DetailsTab } from './DetailsPage.tsx';
import { FocusPanel } from './focus/FocusPanel.tsx';
import { IdentitiesPanel } from './IdentitiesPanel.tsx';
import { clientsAmong, type Identity } from './identities.ts';
import type { MemberDialogName, MemberDialogState } from './MemberDialogs.tsx';
import { memberFacts } from './memberFacts.ts';
import { RevokeAllDialog } from './RevokeAllDialog.tsx';
import type { ApplicationRow, RuntimeRow } from './rows.ts';
import { ScenariosPanel } from './ScenariosPanel.tsx';
import { TokensPanel } from './TokensPanel.tsx';
import type { LiveRows } from './useMemberRows.ts';
import type { OwnerCertificates } from './useOwnerCertificates.ts';
import { YamlPanel } from './YamlPanel.tsx';

interface MemberDetailsProps<Row> {
  row: Row;
  rows: LiveRows;
  /** What the Director has stored; null until it has arrived. */
  stored: { labels: Record<string, unknown> | null; auths: readonly Identity[] | null } | null;
  /** Why that could not be read, undefined if it could. */
  problem: unknown;
  retry: () => unknown;
  owned: OwnerCertificates;
  operations: {
    labels: LabelStore;
    deleteIdentity: (authID: string) => Promise<unknown>;
    requestCredentials: () => Promise<IssuedCredentials>;
  };
  summary: (parts: { focus: ReactNode; connections: ReactNode; scenarios: ReactNode }) => ReactNode;
  /** What only this kind of object has, after its scenarios. */
  moreTabs?: readonly DetailsTab[];
  /** What else only this kind of object has among its credentials. */
  moreCredentials?: ReactNode;
  /** Leads to the page that hands out a token. */
  connectButton: ReactNode;
  dialogs: (state: Omit<MemberDialogState<Row>, 'onGone'>) => ReactNode;
}

/** The page of one Application or Runtime: its tabs and what can be done to it. */
export function MemberDetails<Row extends ApplicationRow | RuntimeRow>(props: MemberDetailsProps<Row>) {
  const { row, rows, stored, owned, operations } = props;
  const { landscape, now } = rows;
  const paths = usePaths();
  const router = useRouter();
  const { can } = useSession();
  const [dialog, setDialog] = useState<MemberDialogName | null>(null);
  const [revoking, setRevoking] = useState(false);
  const [requesting, setRequesting] = useState(false);
  const isRuntime = row.kind === 'RUNTIME';
  const mayWrite = can(isRuntime ? 'runtime:write' : 'application:write');
  const mayRevoke = can('certificate:write') && (owned.total ?? 0) > 0;
  const href = isRuntime ? paths.runtime(row.id) : paths.application(row.id);
  const onEditScenarios = can('landscape:write') ? () => setDialog('assign') : undefined;
  useCommands({
    label: `On ${row.name}`,
    commands: [
      ...(onEditScenarios
        ? [{ id: 'assign', label: 'Assign to scenario…', icon: 'k-scenario' as const, run: onEditScenarios }]
        : []),
      {
        id: 'map',
        label: 'Show on map',
        icon: 'i-map',
        run: () => router.history.push(`${paths.map}?select=${row.id}`),
      },
      ...(mayWrite
        ? [
            {
              id: 'connect',
              label: isRuntime ? 'Connect the agent…' : 'Connect the system…',
              icon: 'i-link' as const,
              run: () => router.history.push(paths.connect(isRuntime ? 'runtime' : 'application', row.id)),
            },
            { id: 'edit', label: 'Edit…', run: () => setDialog('edit') },
            { id: 'unregister', label: 'Unregister…', run: () => setDialog('unregister') },
          ]
        : []),
      ...(mayRevoke
        ? [
            {
              id: 'revoke',
              label: 'Revoke all certificates…',
              icon: 'i-certificates' as const,
              run: () => setRevoking(true),
            },
          ]
        : []),
    ],
  });
  const connections = (limit?: number) => (
    <ConnectionsPanel
      landscape={landscape}
      rows={rows}
      row={row}
      now={now}
      allHref={`${href}?tab=connections`}
      {...(limit === undefined ? {} : { limit })}
    />
  );
  const scenarios = <ScenariosPanel landscape={landscape} rows={rows} row={row} onEdit={onEditScenarios} />;
  const labels = stored && (stored.labels ?? {});
  const reading = { data: stored, error: props.problem ?? null, readAt: null, retry: props.retry };
  const tabs: DetailsTab[] = [
    {
      id: 'summary',
      label: 'Summary',
      content: () =>
        props.summary({ focus: <FocusPanel id={row.id} rows={rows} />, connections: connections(8), scenarios }),
    },
    { id: 'connections', label: 'Connections', count: row.connected.length, content: () => connections() },
    { id: 'scenarios', label: 'Scenarios', count: row.scenarios.length, content: () => scenarios },
    ...(props.moreTabs ?? []),
    {
      id: 'certificates',
      label: 'Certificates',
      ...(owned.total === null ? {} : { count: owned.total }),
      content: () => (
        <PanelColumns>
          <CertificatesPanel owned={owned} now={now} />
        </PanelColumns>
      ),
    },
    {
      id: 'credentials',
      label: 'Credentials',
      ...(stored ? { count: stored.auths?.length ?? 0 } : {}),
      content: () => (
        <PanelColumns>
          <IdentitiesPanel
            owner={row.name}
            reading={reading}
            auths={stored && (stored.auths ?? [])}
            clients={clientsAmong(stored?.auths ?? null)}
            certificates={owned.certificates ?? []}
            now={now}
            mayWrite={mayWrite}
            onRequest={() => setRequesting(true)}
            onDelete={async (authID) => {
              await operations.deleteIdentity(authID);
              await owned.refetch();
            }}
          />
          <TokensPanel ownerID={row.id} now={now} />
          {props.moreCredentials}
        </PanelColumns>
      ),
    },
    {
      id: 'labels',
      label: 'Labels',
      ...(labels === null ? {} : { count: Object.keys(labels).length }),
      content: () => (
        <LabelsPanel
          owner={{ kind: row.kind, id: row.id, name: row.name, ...operations.labels }}
          reading={reading}
          labels={labels}
          onEditScenarios={onEditScenarios}
          mayWrite={mayWrite}
        />
      ),
    },
    { id: 'activity', label: 'Activity', content: () => <ActivityPanel objectID={row.id} /> },
    {
      id: 'yaml',
      label: 'YAML',
      content: () => <YamlPanel name={row.name} value={labels && memberFacts(row, labels)} />,
    },
  ];
  return (
    <>
      <DetailsPage
        kind={isRuntime ? 'runtime' : 'application'}
        object={row}
        href={href}
        tabs={tabs}
        lead={
          <>
            <StateGlyph {...row.finding}>
              {row.kind === 'RUNTIME' && row.state === 'STALE' && row.lastContactAt !== null && (
                <span className="muted">since {formatExact(row.lastContactAt)}</span>
              )}
            </StateGlyph>
            {row.kind === 'APPLICATION' && row.providerName && <Chip>{row.providerName}</Chip>}
          </>
        }
        banner={
          props.problem !== undefined && (
            <Banner
              family="unknown"
              title="Details unavailable"
              detail={`${explain(props.problem)}. Connections and scenarios are live.`}
              actions={
                <Button size="small" icon="i-retry" onClick={() => void props.retry()}>
                  Retry
                </Button>
              }
            />
          )
        }
        actions={
          <>
            <Button icon="i-map" href={`${paths.map}?select=${row.id}`} aria-label="Show on map">
              <span className={styles.wide}>Show on map</span>
            </Button>
            {onEditScenarios && <Button onClick={onEditScenarios}>Assign…</Button>}
            {mayWrite && props.connectButton}
            {(mayWrite || mayRevoke) && (
              <ActionMenu
                trigger={<Button iconOnly icon="i-more" aria-label="More actions" />}
                actions={[
                  ...(mayWrite ? ([{ label: 'Edit…', run: () => setDialog('edit') }, 'divider'] as const) : []),
                  ...(mayRevoke ? [{ label: 'Revoke all certificates…', run: () => setRevoking(true) }] : []),
                  ...(mayWrite ? [{ label: 'Unregister…', run: () => setDialog('unregister') }] : []),
                ]}
              />
            )}
          </>
        }
      />
      {revoking && (
        <RevokeAllDialog
          owner={row}
          connections={row.connected.length}
          onRevoked={() => void owned.refetch()}
          onClose={() => setRevoking(false)}
        />
      )}
      {requesting && (
        <ClientCredentialsDialog
          owner={row.name}
          request={operations.requestCredentials}
          onClose={() => {
            setRequesting(false);
            void props.retry();
          }}
        />
      )}
      {dialog && props.dialogs({ row, name: dialog, onClose: () => setDialog(null) })}
    </>
  );
}
