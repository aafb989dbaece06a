import type { RequestHandler } from 'express';
import type { Platform } from '../../graphql/context.ts';
import { sha256 } from '../../shared/ids.ts';
import { listCertificates } from '../certificates/certificateList.store.ts';
import { tenantOfCalendar } from './calendar.store.ts';
import { expiryCalendar } from './calendar.ts';

const mostEvents = 2000;

/** `GET /calendar/<secret>.ics`; 404 for an unknown secret, so that a calendar notices; anything else is the next one's. */
export const calendarRoute =
  ({ database: { read }, clock, settings }: Pick<Platform, 'database' | 'clock' | 'settings'>): RequestHandler =>
  async (request, response, next) => {
    const [, secret] = /^\/calendar\/([A-Za-z0-9_-]{43})\.ics$/.exec(request.path) ?? [];
    if (secret === undefined || !['GET', 'HEAD'].includes(request.method)) return next();
    const tenant = await tenantOfCalendar(read, sha256(secret));
    if (!tenant) return void response.status(404).type('text').send('Not found');
    const now = clock();
    const states = ['HEALTHY', 'RENEWAL_DUE', 'OVERDUE', 'CRITICAL'] as const;
    const filter = { tenantId: tenant.tenantId, states, now };
    const { rows } = await listCertificates(read, filter, { offset: 0, limit: mostEvents });
    const consoleURL = `${settings.consoleURL}/t/${encodeURIComponent(tenant.externalId)}`;
    response.set({ 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'no-store' });
    response.send(expiryCalendar(rows, consoleURL, now));
  };
