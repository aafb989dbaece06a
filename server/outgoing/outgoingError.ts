/** Why a request to somebody else's server failed. `reason` is safe to show to whoever configured the request. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  readonly reason: string;

  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.reason = reason;
  }
}

const untrusted = 'the certificate of the server is not trusted';
const notHttp = 'the server did not answer in HTTP/1.1';

/** What the codes of Node.js, OpenSSL and undici mean to somebody who reads the status of a request. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host name could not be resolved',
  ECONNREFUSED: 'the server refused the connection',
  ECONNRESET: 'the server closed the connection',
  EPIPE: 'the server closed the connection',
  UND_ERR_SOCKET: 'the server closed the connection',
  EHOSTUNREACH: 'the server could not be reached',
  ENETUNREACH: 'the server could not be reached',
  ETIMEDOUT: 'the server could not be reached in time',
  UND_ERR_CONNECT_TIMEOUT: 'the server could not be reached in time',
  UND_ERR_HEADERS_OVERFLOW: 'the header of the answer is too large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is not as long as its Content-Length says',
  DEPTH_ZERO_SELF_SIGNED_CERT: `${untrusted}: it is self-signed`,
  SELF_SIGNED_CERT_IN_CHAIN: `${untrusted}: its authority is not known`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `${untrusted}: its authority is not known`,
  UNABLE_TO_GET_ISSUER_CERT: `${untrusted}: its authority is not known`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `${untrusted}: its authority is not known`,
  CERT_HAS_EXPIRED: `${untrusted}: it has expired`,
  CERT_NOT_YET_VALID: `${untrusted}: it is not valid yet`,
  ERR_TLS_CERT_ALTNAME_INVALID: `${untrusted}: it was issued for another host`,
};

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { code } = error as NodeJS.ErrnoException;
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [...(typeof code === 'string' ? [code] : []), ...inner.flatMap(codesOf)];
}

/** The sentence for whatever went wrong; what is not known is named by its code alone. */
export function outgoingError(error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error;
  if (error instanceof Error && error.cause instanceof OutgoingError) return error.cause;
  const codes = codesOf(error);
  const known = codes.find((code) => code in reasons);
  if (known !== undefined) return new OutgoingError(reasons[known] ?? known, { cause: error });
  const [code] = codes;
  if (code?.startsWith('HPE_') || (error instanceof Error && error.name === 'HTTPParserError'))
    return new OutgoingError(notHttp, { cause: error });
  if (code?.startsWith('ERR_SSL_') || code === 'EPROTO') {
    return new OutgoingError('the server does not speak TLS as it should', { cause: error });
  }
  if (code?.startsWith('Z_') || code?.startsWith('ERR__ERROR_') || code?.startsWith('ERR_BROTLI')) {
    return new OutgoingError('the compressed answer is damaged', { cause: error });
  }
  return new OutgoingError(`the request failed${code === undefined ? '' : ` (${code})`}`, { cause: error });
}
