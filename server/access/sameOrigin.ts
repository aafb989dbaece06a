import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request may act on the strength of a cookie (CSRF). Browsers send `Sec-Fetch-Site` to addresses they trust
 * and `Origin` with every POST; a request that carries a cookie and neither is not from our own page.
 * @param publicOrigin where the console is reached from outside, for installations behind a proxy.
 */
export function isSameOrigin(
  request: { method: string; headers: IncomingHttpHeaders },
  publicOrigin: string | null,
): boolean {
  const { headers, method } = request;
  const site = headers['sec-fetch-site'];
  // `none`: typed or opened from a bookmark, which can only be a GET.
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && method === 'GET');
  const { origin } = headers;
  if (origin !== undefined) {
    return origin === publicOrigin || (URL.canParse(origin) && new URL(origin).host === headers.host);
  }
  return headers.cookie === undefined || method === 'GET';
}
