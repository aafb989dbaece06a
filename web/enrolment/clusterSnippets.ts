import type { ConnectFacts } from './connectFacts.ts';

export const configurationName = 'compass-agent-configuration';

/** What an agent reads (runtime-agent.md 1.1), and the pin: ours does not pair without it, Kyma's reads its own keys only. */
function parametersOf(facts: ConnectFacts): Record<string, string> {
  return {
    CONNECTOR_URL: facts.connectorURL,
    RUNTIME_ID: facts.id,
    TENANT: facts.tenant,
    TOKEN: facts.token,
    ...(facts.serverCAFingerprint === null ? {} : { CA_FINGERPRINT: facts.serverCAFingerprint }),
  };
}

/** In quotes: a tenant may be called 42 or true, and a cluster takes nothing but text. */
const yamlLines = (values: Readonly<Record<string, string>>) =>
  Object.entries(values)
    .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)
    .join('\n');

/** The Config Map of the seed (runtime-agent.md), with every value filled in. */
const configMap = (facts: ConnectFacts) => `apiVersion: v1
data:
${yamlLines(parametersOf(facts))}
kind: ConfigMap
metadata:
  name: ${configurationName}
  namespace: compass-system
`;

/** To be run, as in the seed; the quotes around EOF keep the shell out of the values. */
export const configMapSnippet = (facts: ConnectFacts): string =>
  `cat <<'EOF' | kubectl -n compass-system apply -f -
${configMap(facts)}EOF
`;

/** The same Config Map as a file, for an agent without a cluster. */
export const folderSnippet = (facts: ConnectFacts): string =>
  `# Put this into a folder as ${configurationName}.yaml, then, where Compass is checked out:
#   npm run agent -- --directory path/of/that/folder
${configMap(facts)}`;

const certificateLines = ({ serverCAPEM }: ConnectFacts) =>
  serverCAPEM === null ? '' : `\n  CA_PEM: |\n${serverCAPEM.trim().replace(/^/gm, '    ')}`;

/** What the last Kyma agents read in place of the Config Map (runtime-agent.md 1), in their namespace. */
export const secretSnippet = (facts: ConnectFacts): string =>
  `cat <<'EOF' | kubectl -n kyma-system apply -f -
apiVersion: v1
stringData:
${yamlLines(parametersOf(facts))}${certificateLines(facts)}
kind: Secret
type: Opaque
metadata:
  name: ${configurationName}
  namespace: kyma-system
EOF
`;

/**
 * Lets the Deployment of a Kyma agent trust the CA in that Secret and no other. The agent has no option for it, but Go looks
 * where these variables say (runtime-agent.md 7); without the second one the authorities of its image would count as well.
 * Null if the server certificate is publicly trusted.
 */
export function trustSnippet({ serverCAPEM }: ConnectFacts): string | null {
  if (serverCAPEM === null) return null;
  return `kubectl -n kyma-system patch deployment compass-runtime-agent --patch '
spec:
  template:
    spec:
      containers:
        - name: compass-runtime-agent
          env:
            - name: SSL_CERT_FILE
              value: /etc/compass/server-ca.pem
            - name: SSL_CERT_DIR
              value: /etc/compass
            - name: APP_SKIP_COMPASS_TLS_VERIFY
              value: "false"
          volumeMounts:
            - name: compass-server-ca
              mountPath: /etc/compass
              readOnly: true
      volumes:
        - name: compass-server-ca
          secret:
            secretName: ${configurationName}
            items:
              - key: CA_PEM
                path: server-ca.pem
'
`;
}

export const helmFile = ({ name }: ConnectFacts): string => `values-${name}.yaml`;

/**
 * Values of the chart of the Kyma agents: where the connection data is, and that the certificates of Compass are checked,
 * which the chart leaves out. The token is not part of it, so that the file can be kept with the others of a cluster.
 */
export function helmSnippet(facts: ConnectFacts): string {
  const trust =
    facts.serverCAFingerprint === null
      ? ''
      : `# The server CA of this Compass, which the Secret holds, SHA-256:\n#   ${facts.serverCAFingerprint}\n`;
  return `# The agent of ${JSON.stringify(facts.name)}, Runtime ${facts.id},
# tenant ${facts.tenant}, at ${facts.connectorURL}
${trust}# helm upgrade --install compass-runtime-agent ./compass-runtime-agent \\
#   --namespace kyma-system --values ${helmFile(facts)}
compassRuntimeAgent:
  config:
    insecureConfigurationFetch: false
    # Read by agents since 2023.
    secret:
      name: ${configurationName}
      namespace: kyma-system
    # Read by the agents before them.
    configMap:
      name: ${configurationName}
      namespace: compass-system
  certificates:
    renewal:
      validityThreshold: "0.3"
    clientCertificate:
      secret:
        name: cluster-client-certificates
        namespace: kyma-system
  compass:
    skipTLSVerification: false
  director:
    proxy:
      insecureSkipVerify: false
`;
}
