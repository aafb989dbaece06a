/** The part of the configuration that resolvers and domain functions see. Durations in milliseconds. */
export interface Settings {
  version: string;
  defaultScenario: string;
  /** Token-secured Connector URL. */
  connectorURL: string;
  /** Certificate-secured Connector URL. */
  certificateSecuredConnectorURL: string;
  /** Director URL for certificates. */
  directorURL: string;
  /** Token endpoint for client credentials. */
  tokenURL: string;
  /** Address of the pairing adapter by id of the integration system. */
  pairingAdapters: Readonly<Record<string, string>>;
  consoleURL: string;
  staleAfterMs: number;
  /** Of an issuing CA that is made. */
  caKeyAlgorithm: 'ecdsa-p256' | 'rsa-2048' | 'rsa-4096';
  serverCA: { pem: string; fingerprint: string } | null;
}
