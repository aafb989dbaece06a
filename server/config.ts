/**
 * Everything that can be set from outside (product.md section 6). Durations in milliseconds.
 */
export interface Config {
  dataDir: string;
  databaseUrl: string | null;
  host: string;
  consolePort: number;
  gatewayPort: number;
  mtlsPort: number;
  publicHost: string;
  consoleUrl: string;
  gatewayUrl: string;
  mtlsUrl: string;
  tls: { certFile: string; keyFile: string } | null;
  ca: { certFile: string; keyFile: string } | null;
  caKeyAlgorithm: 'ecdsa-p256' | 'rsa-2048' | 'rsa-4096';
  secretKeyFile: string;
  admin: { email: string; password: string } | null;
  adminToken: string | null;
  defaultScenario: string;
  certificateValidityMs: number;
  tokenTtlMs: { RUNTIME: number; APPLICATION: number; CSR: number };
  csrSubject: { O: string; OU: string; L: string; ST: string; C: string };
  staleAfterMs: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}
