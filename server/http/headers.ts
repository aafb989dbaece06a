import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { day, second } from '../shared/clock.ts';

const shared = {
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
} as const;

/** HTTPS is promised only by listeners that speak it themselves or stand behind an https address. */
const strictTransport = (tls: boolean) => (tls ? { maxAge: (365 * day) / second, includeSubDomains: false } : false);

/**
 * Headers of the console. Scripts come from our own files only. Styles allow inline: Mantine and react-remove-scroll
 * write `<style>` elements at run time and React Flow exports them; without inline scripts they cannot run code.
 */
export function consoleHeaders(tls: boolean): RequestHandler {
  return helmet({
    ...shared,
    strictTransportSecurity: strictTransport(tls),
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        ...(tls ? { upgradeInsecureRequests: [] } : {}),
      },
    },
  });
}

/** Headers of the gateways, which answer machines with JSON only. */
export function gatewayHeaders(): RequestHandler {
  return helmet({
    ...shared,
    strictTransportSecurity: strictTransport(true),
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
}
