import type { RequestHandler } from 'express';
import { hour, second } from '../shared/clock.ts';

/**
 * Lets pages of any origin call (director.md section 1). That is safe where a secret in the request is the only credential:
 * nothing a browser sends by itself, neither a cookie nor a certificate, counts here.
 */
export function anyOrigin(methods: string): RequestHandler {
  return (request, response, next) => {
    response.set('Access-Control-Allow-Origin', '*');
    if (request.method !== 'OPTIONS' || !request.get('access-control-request-method')) {
      response.set('Access-Control-Expose-Headers', 'WWW-Authenticate, X-Correlation-Id');
      return next();
    }
    response.set({
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': 'authorization, content-type, tenant',
      'Access-Control-Max-Age': String(hour / second),
    });
    response.status(204).end();
  };
}
