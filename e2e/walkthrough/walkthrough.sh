#!/usr/bin/env bash
# The walk-through of connector.md section 13, verbatim: Connector URL and a fresh token as arguments, works in the current
# directory. CURL_TLS="--cacert server-ca.crt" says whom to trust.
set -eu
URL=$1; TOKEN=$2; CURL="curl -sS --fail-with-body ${CURL_TLS:-}"
gql() { u=$1; q=$2; shift 2
  jq -cn --arg q "$q" '{query:$q}' | $CURL -X POST -H 'Content-Type: application/json' "$@" --data-binary @- "$u"; }
F='token { token } certificateSigningRequestInfo { subject keyAlgorithm } managementPlaneInfo { directorURL certificateSecuredConnectorURL }'
SIGN() { printf 'mutation { result: signCertificateSigningRequest(csr: "%s") { certificateChain caCertificate clientCertificate } }' "$1"; }
csr() { openssl req -new -sha256 -key "$1" -subj "/$(printf %s "$SUBJECT" | tr , /)" | openssl base64 -A; }
# 1 configuration by token (empty parentheses on purpose: agents send them)
gql "$URL" "query { result: configuration() { $F } }" -H "connector-token: $TOKEN" > cfg.json
jq -e '.errors|not' cfg.json
TOKEN2=$(jq -r .data.result.token.token cfg.json)
SUBJECT=$(jq -r .data.result.certificateSigningRequestInfo.subject cfg.json)
MTLS=$(jq -r .data.result.managementPlaneInfo.certificateSecuredConnectorURL cfg.json)
# 2 the first token is spent
gql "$URL" "{ result: configuration { $F } }" -H "connector-token: $TOKEN" | jq -e '.data==null and (.errors|length)==1'
# 3 key, CSR, sign with the second token
openssl genrsa -out app.key 4096
gql "$URL" "$(SIGN "$(csr app.key)")" -H "connector-token: $TOKEN2" > crt.json
for f in certificateChain clientCertificate caCertificate; do jq -er ".data.result.$f" crt.json | base64 -d > $f.pem; done
# 4 inspect
openssl verify -purpose sslclient -CAfile caCertificate.pem clientCertificate.pem
[ "$(grep -c BEGIN certificateChain.pem)" = 2 ]
[ "$(openssl x509 -in clientCertificate.pem -noout -pubkey)" = "$(openssl pkey -in app.key -pubout)" ]
# 5 certificate-secured URL: same subject
gql "$MTLS" "{ result: configuration { $F } }" --cert certificateChain.pem --key app.key \
  | jq -e --arg s "$SUBJECT" '.data.result.certificateSigningRequestInfo.subject==$s'
# 6 renew with a new key, no token
openssl genrsa -out app2.key 4096
gql "$MTLS" "$(SIGN "$(csr app2.key)")" --cert certificateChain.pem --key app.key \
  | jq -er .data.result.certificateChain | base64 -d > chain2.pem
# 7 revoke the first; it is dead, the renewed one lives
gql "$MTLS" 'mutation { result: revokeCertificate }' --cert certificateChain.pem --key app.key | jq -e '.=={"data":{"result":true}}'
gql "$MTLS" "{ result: configuration { $F } }" --cert certificateChain.pem --key app.key | jq -e '.data==null'
gql "$MTLS" "{ result: configuration { $F } }" --cert chain2.pem --key app2.key | jq -e '.errors|not'
# 8 without a certificate the TLS layer refuses
! gql "$MTLS" '{ __typename }' 2>/dev/null
