/** All a snippet needs; nothing in it may be left for the reader to fill in. */
export interface ConnectFacts {
  kind: 'APPLICATION' | 'RUNTIME';
  id: string;
  name: string;
  tenant: string;
  token: string;
  connectorURL: string;
  /** Certificate of the server CA, to be trusted by name; null if the server certificate is publicly trusted. */
  serverCAPEM: string | null;
  /** SHA-256 with colons; null together with `serverCAPEM`. */
  serverCAFingerprint: string | null;
}
