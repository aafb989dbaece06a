import { useState } from 'react';
import { useTenantId } from '../paths.ts';
import { ChecklistPanel } from './ChecklistPanel.tsx';
import { reachCommand } from './checkCommands.ts';
import { DiagnosisPanel } from './DiagnosisPanel.tsx';
import { causesNow } from './diagnosis.ts';
import { MethodPanel } from './MethodPanel.tsx';
import { TokenPanel } from './TokenPanel.tsx';
import type { Connecting } from './useConnecting.ts';

/** What has happened so far. */
export function ConnectProgress({ connecting: { who, enrolment } }: { connecting: Connecting }) {
  return <ChecklistPanel who={who} steps={enrolment.steps} waiting={enrolment.idleMs} />;
}

/** Why nothing happens, once there is something to say about it. */
export function ConnectDiagnosis({ connecting }: { connecting: Connecting }) {
  const { kind, enrolment, installation, now } = connecting;
  const tenant = useTenantId();
  const { steps, idleMs, findings } = enrolment;
  const connectorURL = installation?.connectorURL;
  if (connectorURL === undefined) return null;
  const causes = causesNow({ kind, tenant, connectorURL, findings, steps, idleMs, now });
  const mayNotReach =
    steps.some(({ id, status }) => id === 'used' && status === 'now') && causes.every(({ seen }) => !seen?.isCertain);
  return <DiagnosisPanel causes={causes} reachCommand={mayNotReach ? reachCommand(connectorURL) : null} />;
}

/** The token, and the ways to hand it over. */
export function ConnectMeans({ connecting }: { connecting: Connecting }) {
  const { row, who, tokens, enrolment, installation, now, isUsed, isOver } = connecting;
  const tenant = useTenantId();
  const { token, foreignToken } = tokens;
  const [revealed, setRevealed] = useState<string | null>(null);
  const text = token?.token ?? foreignToken;
  const isRevealed = text !== null && revealed === text;
  return (
    <>
      <TokenPanel
        name={row.name}
        who={who}
        tokens={tokens}
        used={token !== null && isUsed}
        revoked={isOver}
        earlier={enrolment.unused}
        revealed={isRevealed}
        onReveal={(reveal) => setRevealed(reveal ? text : null)}
        onChanged={() => void enrolment.refetch()}
      />
      {token && installation && (isUsed || token.expiresAt > now) && (
        <MethodPanel
          rawEncoded={token.rawEncoded}
          revealed={isRevealed}
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
    </>
  );
}
