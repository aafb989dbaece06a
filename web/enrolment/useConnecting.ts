import { useQuery } from '@apollo/client/react';
import { InstallationTrustDocument, type InstallationTrustQuery } from '../graphql.generated.ts';
import { useNow } from '../live/landscape.ts';
import type { ApplicationRow, RuntimeRow } from '../members/rows.ts';
import { useRefetchOnChange } from '../members/useRefetchOnChange.ts';
import type { ConnectKind } from '../paths.ts';
import { type ConnectTokenState, useConnectToken } from './useConnectToken.ts';
import { type EnrolmentView, useEnrolment } from './useEnrolment.ts';

/** How far an Application or a Runtime has got with connecting, and what it needs for it. */
export interface Connecting {
  row: ApplicationRow | RuntimeRow;
  kind: ConnectKind;
  who: 'agent' | 'system';
  tokens: ConnectTokenState;
  enrolment: EnrolmentView;
  /** Undefined until it has arrived. */
  installation: InstallationTrustQuery['installation'] | undefined;
  now: number;
  isUsed: boolean;
  /** The token was revoked or has ended unused. */
  isOver: boolean;
}

/** The token that is made lives as long as the component that calls this. */
export function useConnecting(row: ApplicationRow | RuntimeRow): Connecting {
  const kind = row.kind === 'RUNTIME' ? 'runtime' : 'application';
  const tokens = useConnectToken(kind, row.id);
  const installation = useQuery(InstallationTrustDocument).data?.installation;
  const now = useNow(1000);
  const enrolment = useEnrolment(kind, row.id, now);
  useRefetchOnChange([row], () => enrolment.refetch());
  const used = enrolment.steps[1]?.status;
  return {
    ...{ row, kind, tokens, enrolment, installation, now },
    who: kind === 'runtime' ? 'agent' : 'system',
    isUsed: used === 'done',
    isOver: used === 'failed',
  };
}
