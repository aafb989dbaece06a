import { useTenantId } from '../paths.ts';
import { ChecklistPanel } from './ChecklistPanel.tsx';
import { DiagnosisPanel } from './DiagnosisPanel.tsx';
import { MethodPanel } from './MethodPanel.tsx';
import { TokenPanel } from './TokenPanel.tsx';
import type { Connecting } from './useConnecting.ts';

/** What has happened so far, and why nothing does. */
export function ConnectProgress({ connecting }: { connecting: Connecting }) {
  const { kind, who, enrolment, installation } = connecting;
  const tenant = useTenantId();
  const { steps, idleMs, findings } = enrolment;
  return (
    <>
      <ChecklistPanel who={who} steps={steps} waiting={idleMs} />
      <DiagnosisPanel
        idleMs={idleMs}
        steps={steps}
        facts={{ kind, tenant, connectorURL: installation?.connectorURL ?? '', findings }}
      />
    </>
  );
}

/** The token, and the ways to hand it over. */
export function ConnectMeans({ connecting }: { connecting: Connecting }) {
  const { row, who, tokens, enrolment, installation, now, isUsed, isOver } = connecting;
  const tenant = useTenantId();
  const { token, foreignToken, replaced, running, problem, generate, revoke } = tokens;
  return (
    <>
      <TokenPanel
        name={row.name}
        who={who}
        token={token}
        foreignToken={foreignToken}
        used={token !== null && isUsed}
        revoked={isOver}
        replaced={replaced}
        running={running}
        problem={problem}
        onGenerate={() => void generate().then(() => enrolment.refetch())}
        onRevoke={() => void revoke().then(() => enrolment.refetch())}
      />
      {token && installation && (isUsed || token.expiresAt > now) && (
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
    </>
  );
}
