import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { gatewayHeaders } from './headers.ts';
import type { Metrics } from './metrics.ts';
import { requestLog } from './requestLog.ts';

export interface GatewayAppOptions {
  name: 'gateway' | 'mtls';
  /** The endpoints of the listener. */
  endpoints: Express;
  log: Logger;
  metrics: Metrics;
}

/** Logs, measures and secures what the Connector serves to machines. */
export function createGatewayApp({ name, endpoints, log, metrics }: GatewayAppOptions): Express {
  const app = express().disable('x-powered-by').disable('etag');
  app.use(requestLog(log, name), metrics.measure(name), gatewayHeaders());
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.use(endpoints);
  return app;
}
