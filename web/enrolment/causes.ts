import { formatClock } from '../format/moments.ts';
import type { EnrolmentFindingKind } from '../graphql.generated.ts';
import type { Cause, DiagnosisFacts } from './diagnosis.ts';

type Words = Omit<Cause, 'id' | 'seen'>;

/** What each finding means, and what to do about it. */
export const meanings: Record<EnrolmentFindingKind, (facts: DiagnosisFacts) => Words> = {
  TOKEN_EXPIRED: () => ({
    title: 'It called with a token that has expired',
    remedy: 'Generate a new one and hand it over before it expires.',
  }),
  TOKEN_USED: () => ({
    title: 'It called with a token that was used before',
    remedy: 'A token works once, even for a call that fails afterwards. Generate a new one.',
  }),
  TOKEN_REVOKED: () => ({
    title: 'It called with a token that was revoked',
    remedy: 'It still holds an earlier configuration. Hand over the present one.',
  }),
  TOKEN_UNKNOWN: () => ({
    title: 'A call came with a token this Compass never gave',
    remedy: 'Compare the token at the client: a copy may have lost its end, or belong to another installation.',
  }),
  TOKEN_MISSING: () => ({
    title: 'A call came without a token',
    remedy: 'The token belongs into the header Connector-Token.',
  }),
  SIGNING_REQUEST_REFUSED: () => ({
    title: 'Its signing request was refused',
    remedy:
      'Send exactly the subject that the configuration names, with RSA of 2048 bits or more, or ECDSA P-256 or P-384.',
  }),
  TENANT_MISMATCH: ({ tenant }) => ({
    title: 'It asks for another tenant than its own',
    remedy: `Its certificate belongs to ${tenant}. Correct TENANT in its configuration.`,
  }),
  CERTIFICATE_REFUSED: () => ({
    title: 'It called with a certificate that opens nothing any more',
    remedy:
      'It has not taken up the new configuration yet. Delete its CompassConnection, or its old key and certificate.',
  }),
  CERTIFICATE_MISSING: () => ({
    title: 'A call to the mTLS address came without a certificate',
    remedy: 'The one-time token is exchanged at the Connector address below, not at the mTLS address.',
  }),
  ADDRESS_UNKNOWN: ({ connectorURL }) => ({
    title: 'A call came to an address where nothing is served',
    remedy: `The Connector is at ${connectorURL}, exactly so.`,
  }),
  AUTHORITY_NOT_TRUSTED: () => ({
    title: 'A client does not trust the CA of this Compass',
    remedy: 'Give it the server CA shown with the configuration. Do not switch verification off.',
  }),
  CLOCK_AHEAD: () => ({
    title: 'A client takes the server certificate for expired',
    remedy: 'Its clock is ahead. Set the time there.',
  }),
  SERVER_CERTIFICATE_REFUSED: () => ({
    title: 'A client refused the certificate of this Compass',
    remedy:
      'It does not trust the server CA, calls by another host name, or its clock is behind the moment the certificate was made.',
  }),
  HUNG_UP: () => ({
    title: 'A client connected and hung up before it asked for anything',
    remedy: 'Usually it does not trust the server CA; a probe of a load balancer looks the same.',
  }),
  PLAIN_HTTP: ({ connectorURL }) => ({
    title: 'A call came without TLS',
    remedy: `The address begins with https: ${connectorURL}`,
  }),
  HANDSHAKE_FAILED: () => ({
    title: 'A TLS handshake failed',
    remedy: 'The client may be too old for TLS 1.2, or something in between changes the connection.',
  }),
};

/** What usually keeps a client from arriving when the server has seen nothing of it. */
export function guesses({ kind, connectorURL, now }: DiagnosisFacts): Words[] {
  return [
    kind === 'runtime'
      ? {
          title: 'The agent does not run, or does not find its configuration',
          remedy: 'It reads compass-agent-configuration: in compass-system, or as a file in its folder.',
        }
      : { title: 'The script stopped before its first call', remedy: 'Its last line says why.' },
    {
      title: 'The client does not reach this Compass',
      remedy: `Nothing arrived at ${new URL(connectorURL).host}: look at DNS, proxies and firewalls in between.`,
    },
    {
      title: 'The clock of the client is wrong',
      remedy: `It is ${formatClock(now)} here. To a clock that is ahead or behind, certificates have expired or are not valid yet.`,
    },
  ];
}

export const later: Partial<Record<NonNullable<DiagnosisFacts['waitingFor']>, Words>> = {
  requested: {
    title: 'The token was used, but no signing request followed',
    remedy: 'The client stopped after the first call. The token is spent: generate a new one.',
  },
  issued: {
    title: 'A signing request came, but no certificate was issued',
    remedy: 'Generate a new token and try again.',
  },
  fetched: {
    title: 'The certificate is issued, but was not used for this yet',
    remedy: 'The mTLS address has its own port: it has to be reachable from the client, too.',
  },
  heartbeat: {
    title: 'It fetched once and did not come back yet',
    remedy: 'Agents come back within minutes. A script does not: you can finish without it.',
  },
};
