import type { ConnectFacts } from './connectFacts.ts';

/** Writes the server CA to a file and proves its fingerprint; nothing if the server certificate is publicly trusted. */
function trustSection({ serverCAPEM, serverCAFingerprint }: ConnectFacts): string {
  if (serverCAPEM === null) return '';
  return `# The CA of this Compass installation: the only one these calls trust.
cat > server-ca.pem <<'PEM'
${serverCAPEM.trim()}
PEM
[ "$(openssl x509 -in server-ca.pem -noout -fingerprint -sha256 | cut -d= -f2)" = '${serverCAFingerprint}' ] ||
  { echo 'server-ca.pem does not have the expected fingerprint' >&2; exit 1; }

`;
}

function firstCall(kind: ConnectFacts['kind']): { title: string; query: string } {
  return kind === 'RUNTIME'
    ? {
        title: 'Fetching the Applications of this Runtime',
        query: `{ result: applicationsForRuntime(runtimeID: \\"$OBJECT_ID\\") { data { id name } totalCount } }`,
      }
    : {
        title: 'Reading the Application',
        query: `{ result: application(id: \\"$OBJECT_ID\\") { id name providerName labels } }`,
      };
}

/**
 * A whole client in one bash script: configuration by token, key, signing request, certificate, first call over mTLS
 * (connector.md section 13). What it makes stays in one directory that only its owner can read.
 */
export function shellScript(facts: ConnectFacts): string {
  const { title, query } = firstCall(facts.kind);
  const trust = facts.serverCAPEM === null ? '' : '--cacert server-ca.pem ';
  const folder = `compass-${facts.name}`;
  return `#!/usr/bin/env bash
# Connects the ${facts.kind === 'RUNTIME' ? 'Runtime' : 'Application'} ${facts.name} to Compass. It works once: the first call spends the token.
set -euo pipefail
for tool in curl openssl jq base64; do
  command -v "$tool" >/dev/null || { echo "$tool is needed" >&2; exit 1; }
done

CONNECTOR_URL='${facts.connectorURL}'
OBJECT_ID='${facts.id}'
TOKEN='${facts.token}'

umask 077
mkdir -p '${folder}'
cd '${folder}'

${trustSection(facts)}# ask URL QUERY [curl options]: prints the result, or the error and stops.
ask() {
  local url=$1 query=$2 answer
  shift 2
  answer=$(jq -cn --arg query "$query" '{query: $query}' |
    curl -sS --fail-with-body ${trust}-H 'Content-Type: application/json' "$@" --data-binary @- "$url")
  jq -e '.errors | not' <<<"$answer" >/dev/null || { jq -r '.errors[0].message' <<<"$answer" >&2; return 1; }
  jq -c '.data.result' <<<"$answer"
}

echo '1. Fetching the configuration with the one-time token'
CONFIGURATION=$(ask "$CONNECTOR_URL" '{ result: configuration {
  token { token }
  certificateSigningRequestInfo { subject keyAlgorithm }
  managementPlaneInfo { directorURL certificateSecuredConnectorURL }
} }' -H "connector-token: $TOKEN")
CSR_TOKEN=$(jq -r '.token.token' <<<"$CONFIGURATION")
SUBJECT=$(jq -r '.certificateSigningRequestInfo.subject' <<<"$CONFIGURATION")
DIRECTOR_URL=$(jq -r '.managementPlaneInfo.directorURL' <<<"$CONFIGURATION")

echo "2. Making a key and a signing request for $SUBJECT"
openssl genrsa -out client.key 4096 2>/dev/null
CSR=$(openssl req -new -sha256 -key client.key -subj "/$(printf %s "$SUBJECT" | tr , /)" | openssl base64 -A)

echo '3. Having the certificate signed'
SIGNED=$(ask "$CONNECTOR_URL" "mutation { result: signCertificateSigningRequest(csr: \\"$CSR\\") {
  certificateChain caCertificate clientCertificate
} }" -H "connector-token: $CSR_TOKEN")
jq -r '.certificateChain' <<<"$SIGNED" | base64 -d > client-chain.pem
jq -r '.clientCertificate' <<<"$SIGNED" | base64 -d > client.pem
jq -r '.caCertificate' <<<"$SIGNED" | base64 -d > client-ca.pem
openssl verify -purpose sslclient -CAfile client-ca.pem client.pem
openssl x509 -in client.pem -noout -enddate

echo '4. ${title} over mTLS'
ANSWER=$(ask "$DIRECTOR_URL" "${query}" --cert client-chain.pem --key client.key)
jq . <<<"$ANSWER"
echo "Connected. Key and certificate are in $PWD"
`;
}
