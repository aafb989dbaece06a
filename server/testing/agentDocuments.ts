/** What unmodified Runtime Agents send, character by character, to the Director but for blanks (runtime-agent.md 8). */

const pageEnd = 'pageInfo { startCursor endCursor hasNextPage } totalCount';
const version = 'version { value deprecated deprecatedSince forRemoval }';

/** The configuration query of the agent of 2020. */
export const agent2020 = (runtimeId: string) => `query {
  result: applicationsForRuntime(runtimeID: "${runtimeId}") {
    data {
      id name providerName description labels auths { id }
      packages {
        data {
          id name description instanceAuthRequestInputSchema
          apiDefinitions {
            data { id name description spec { data format type } targetURL group ${version} } ${pageEnd}
          }
          eventDefinitions {
            data { id applicationID name description group spec { data format type } ${version} } ${pageEnd}
          }
          documents {
            data { id applicationID title displayName description format kind data } ${pageEnd}
          }
        } ${pageEnd}
      }
    } ${pageEnd}
  }
}`;

/** The configuration query of the agent of 2024: two root fields, no aliases. */
export const agent2024 = (runtimeId: string) => `query {
  runtime(id: "${runtimeId}") { labels }
  applicationsForRuntime(runtimeID: "${runtimeId}") {
    data {
      id name providerName description labels auths { id }
      bundles {
        data {
          id name description instanceAuthRequestInputSchema
          apiDefinitions {
            data { id name description targetURL group ${version} } ${pageEnd}
          }
          eventDefinitions {
            data { id name description group ${version} } ${pageEnd}
          }
          defaultInstanceAuth {
            credential {
              ... on BasicCredentialData { username password }
              ... on OAuthCredentialData { clientId clientSecret url }
            }
            additionalHeaders additionalQueryParams requestAuth { csrf { tokenEndpointURL } }
          }
        } ${pageEnd}
      }
    } ${pageEnd}
  }
}`;

/** How the agent of 2020 announces a URL, twice in every cycle. */
export const announce2020 = (runtimeId: string, key: string, value: string) => `mutation {
  result: setRuntimeLabel(runtimeID: "${runtimeId}", key: "${key}", value: "${value}") { key value }
}`;

/** How the agent of 2024 announces a URL that differs. */
export const announce2024 = (runtimeId: string, key: string, value: string) => `mutation {
  setRuntimeLabel(runtimeID: "${runtimeId}", key: "${key}", value: "${value}") { key value }
}`;

/** The first call to the Connector, line by line as the agents write it: tabs, and parentheses around nothing (8.1). */
export const agentConfiguration = `query {
	result: configuration()
	{
		token {
			token
		}
		certificateSigningRequestInfo {
			subject
			keyAlgorithm
		}
		managementPlaneInfo {
			directorURL
			certificateSecuredConnectorURL
		}
	}
}`;
/** @param csr base64 of PEM. */
export const agentSigning = (csr: string) => `mutation {
	result: signCertificateSigningRequest(csr: "${csr}")
  	{
	 	certificateChain
		caCertificate
		clientCertificate
	}
    }`;
