import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import type { Platform } from '../../graphql/context.ts';
import { sha256 } from '../../shared/ids.ts';
import { thresholdsOf } from '../certificates/thresholds.store.ts';
import { expiringCertificates, tenantOfCalendar } from './calendar.store.ts';
import { expiryCalendar } from './calendar.ts';

/** `GET /calendar/<secret>.ics`; 404 for an unknown secret, so that a calendar notices; anything else is the next one's. */
export const calendarRoute =
  ({ database: { read }, clock, settings }: Pick<Platform, 'database' | 'clock' | 'settings'>): RequestHandler =>
  async (request, response, next) => {
    const [, secret] = /^\/calendar\/([A-Za-z0-9_-]{43})\.ics$/.exec(request.path) ?? [];
    if (secret === undefined || !['GET', 'HEAD'].includes(request.method)) return next();
    const tenant = await tenantOfCalendar(read, sha256(secret));
    if (!tenant) return void response.status(404).type('text').send('Not found');
    const now = clock();
    const thresholds = await thresholdsOf(read, tenant.tenantId);
    const consoleURL = `${settings.consoleURL}/t/${encodeURIComponent(tenant.externalId)}`;
    response.set({ 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'no-store' });
    if (request.method === 'HEAD') return void response.end();
    const calendar = expiryCalendar(expiringCertificates(read, tenant.tenantId, now), { thresholds, consoleURL, now });
    await pipeline(Readable.from(calendar), response).catch((error: NodeJS.ErrnoException) => {
      // Who asked has gone; anything else cuts the answer off, so that nobody takes a part for the whole.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  };
