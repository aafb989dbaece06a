import { useQuery } from '@apollo/client/react';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { InstallationTrustDocument } from '../../graphql.generated.ts';
import { useNow } from '../../live/landscape.ts';
import { GonePage } from '../../members/GonePage.tsx';
import type { ApplicationRow, RuntimeRow } from '../../members/rows.ts';
import { type LiveRows, useMemberRows } from '../../members/useMemberRows.ts';
import { useOwnerCertificates } from '../../members/useOwnerCertificates.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';
import { usePaths, useTenantId } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PanelColumns } from '../../ui/Panel.tsx';
import { ChecklistPanel, LikelyCauses } from './ChecklistPanel.tsx';
import styles from './ConnectScreen.module.css';
import { checklist } from './checklist.ts';
import { MethodPanel } from './MethodPanel.tsx';
import { TokenPanel } from './TokenPanel.tsx';
import { useConnectToken } from './useConnectToken.ts';

/** After this long without progress the likely causes are shown. */
const lateAfterMs = 60_000;
const askEveryMs = 3000;

export function ConnectScreen() {
  const { kind, id } = useParams({ strict: false });
  const rows = useMemberRows();
  const isRuntime = kind === 'runtime';
  const row = isRuntime
    ? rows.runtimes.find((one) => one.id === id)
    : kind === 'application'
      ? rows.applications.find((one) => one.id === id)
      : undefined;
  if (!row) return <GonePage kind={isRuntime ? 'runtime' : 'application'} />;
  return <Connect key={row.id} row={row} rows={rows} />;
}

function Connect({ row, rows }: { row: ApplicationRow | RuntimeRow; rows: LiveRows }) {
  const kind = row.kind === 'RUNTIME' ? 'runtime' : 'application';
  const who = kind === 'runtime' ? 'agent' : 'system';
  const tenant = useTenantId();
  const paths = usePaths();
  const mayWrite = useSession().can(`${kind}:write`);
  // As it was when the page was opened: connecting does not rename the page.
  const [again] = useState(row.kind === 'RUNTIME' && row.certificate !== null);
  const { token, foreignToken, running, problem, generate } = useConnectToken(kind, row.id);
  const installation = useQuery(InstallationTrustDocument).data?.installation;
  const now = useNow(1000);
  const owned = useOwnerCertificates(row.id, now);
  const [before, setBefore] = useState<ReadonlySet<string> | null>(null);
  const fresh = before === null ? [] : (owned.certificates ?? []).filter(({ serial }) => !before.has(serial));

  const [freshSeenAt, setFreshSeenAt] = useState<number | null>(null);
  const hasFresh = fresh.length > 0;
  useEffect(() => setFreshSeenAt(hasFresh ? Date.now() : null), [hasFresh]);

  const live = rows.landscape.runtimes.find(({ id }) => id === row.id);
  const tokenExpiresAt = live?.tokenExpiresAt ?? null;
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (token && tokenExpiresAt === token.expiresAt) setSeen(true);
  }, [token, tokenExpiresAt]);

  const steps = checklist({
    kind,
    generatedAt: token?.generatedAt ?? null,
    expiresAt: token?.expiresAt ?? null,
    now,
    fresh,
    freshSeenAt,
    // Gone only counts after the feed has shown it.
    tokenGone: seen && token !== null && tokenExpiresAt !== token.expiresAt,
    lastFetchAt: live?.lastFetchAt ?? null,
  });
  const used = steps[1]?.status === 'done';
  const complete = steps.every(({ status }) => status === 'done');
  const { refetch } = owned;
  useRefetchOnChange([live, row.connected], refetch);
  const asking = token !== null && !complete;
  useEffect(() => {
    if (!asking) return;
    const timer = setInterval(() => void refetch(), askEveryMs);
    return () => clearInterval(timer);
  }, [asking, refetch]);

  const [earlierUntil, setEarlierUntil] = useState<number | null>(null);
  async function onGenerate() {
    if (!used) setEarlierUntil(token?.expiresAt ?? tokenExpiresAt);
    setBefore(new Set((owned.certificates ?? []).map(({ serial }) => serial)));
    setSeen(false);
    await generate();
  }

  const waiting = token === null ? null : now - token.generatedAt;
  const home = kind === 'runtime' ? paths.runtime(row.id) : paths.application(row.id);
  if (!mayWrite) {
    return (
      <Page title={`Connect ${row.name}`}>
        <EmptyState
          icon="i-lock"
          title={`You cannot connect ${row.name}`}
          actions={<Button href={home}>Back to {row.name}</Button>}
        >
          <p>
            Generating a token needs the right <strong>{kind}:write</strong>.
          </p>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title={`${again ? 'Re-enrol' : 'Connect'} ${row.name}`}
      lead={
        <p className={styles.lead}>
          {kind === 'runtime'
            ? 'Give the configuration to the agent. This page notices by itself when the agent calls.'
            : 'Run the script on the system. This page notices by itself when it calls.'}
          {again && ' Identity and scenarios stay as they are.'}
        </p>
      }
      actions={
        <Button tone={complete ? 'primary' : 'default'} href={home}>
          {complete ? `Open ${row.name}` : 'Leave, continue later'}
        </Button>
      }
    >
      <PanelColumns
        side={
          <>
            <ChecklistPanel who={who} steps={steps} waiting={waiting} />
            {asking && waiting !== null && waiting > lateAfterMs && (
              <LikelyCauses kind={kind} connectorURL={token.connectorURL} />
            )}
          </>
        }
      >
        <TokenPanel
          name={row.name}
          who={who}
          token={token}
          foreignToken={foreignToken}
          used={used}
          earlierUntil={earlierUntil}
          running={running || (owned.certificates === null && owned.problem === null)}
          problem={problem}
          onGenerate={() => void onGenerate()}
        />
        {token && installation && (used || token.expiresAt > now) && (
          <MethodPanel
            rawEncoded={token.rawEncoded}
            facts={{
              kind: row.kind,
              id: row.id,
              name: row.name,
              tenant,
              token: token.token,
              connectorURL: token.connectorURL,
              serverCAPEM: installation.serverCAPEM,
              serverCAFingerprint: installation.serverCAFingerprint,
            }}
          />
        )}
      </PanelColumns>
    </Page>
  );
}
