import type { ConnectFacts } from './connectFacts.ts';

const addressOf = (connectorURL: string): string => {
  const { hostname, port } = new URL(connectorURL);
  return `${hostname}:${port || '443'}`;
};

/** Prints the fingerprint of the CA the gateway presents, to be compared with that of this installation. */
export function checkCommand(facts: Pick<ConnectFacts, 'connectorURL' | 'serverCAPEM'>): string | null {
  if (facts.serverCAPEM === null) return null;
  return `openssl s_client -connect ${addressOf(facts.connectorURL)} -showcerts </dev/null 2>/dev/null \\
  | awk '/BEGIN CERT/{c=""} {c=c $0 "\\n"} /END CERT/{last=c} END{printf "%s", last}' \\
  | openssl x509 -noout -fingerprint -sha256
`;
}

/** Prints the handshake with the gateway: it needs no CA, because nothing is sent. */
export const reachCommand = (connectorURL: string): string =>
  `openssl s_client -connect ${addressOf(connectorURL)} -brief </dev/null\n`;
