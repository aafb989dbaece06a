import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import {
  type CertificateState,
  type CertificateThresholds,
  certificateState,
} from '../../../landscape/certificateState.ts';
import { hour, second } from '../../shared/clock.ts';
import type { ExpiringCertificate } from './calendar.store.ts';

/** How often calendars are asked to look again. */
const refreshMs = hour;
/** What a text may not hold (RFC 5545, 3.1); the library takes care of the rest. */
const controls = /(?![\t\n\r])\p{Cc}/gu;
const end = 'END:VCALENDAR';
/** A calendar has to hold some component (RFC 5545, 3.6), also while no certificate is in use; all of our times are in UTC. */
const timeZone = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
  '',
].join('\r\n');

const categories: Readonly<Partial<Record<CertificateState, string>>> = {
  HEALTHY: 'Healthy',
  RENEWAL_DUE: 'Renewal due',
  OVERDUE: 'Overdue',
  CRITICAL: 'Critical',
};

interface Judging {
  thresholds: CertificateThresholds;
  /** Of the tenant; each event leads there. */
  consoleURL: string;
  now: number;
}

/**
 * The ends of certificates as a calendar (RFC 5545), piece by piece, so that it is never in memory as a whole. It names
 * owners and serial numbers, nothing that opens anything. Alarms ring when a certificate becomes overdue, and critical,
 * by the tenant's thresholds.
 */
export async function* expiryCalendar(
  pages: AsyncIterable<readonly ExpiringCertificate[]>,
  judging: Judging,
): AsyncGenerator<string> {
  yield newCalendar().toString().slice(0, -end.length) + timeZone;
  for await (const rows of pages) {
    const calendar = newCalendar();
    for (const row of rows) addEvent(calendar, row, judging);
    const text = calendar.toString();
    yield text.slice(text.indexOf('BEGIN:VEVENT'), -end.length);
  }
  yield `${end}\r\n`;
}

const newCalendar = () =>
  ical({
    name: 'Compass certificates',
    prodId: { company: 'Compass', product: 'Certificates', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshMs / second,
  });

function addEvent(
  calendar: ReturnType<typeof newCalendar>,
  row: ExpiringCertificate,
  { thresholds, consoleURL, now }: Judging,
): void {
  const { sha256, serial, notBefore, notAfter, ownerKind, ownerName } = row;
  const owner = `${ownerKind === 'RUNTIME' ? 'Runtime' : 'Application'} ${ownerName.replace(controls, ' ')}`;
  const state = certificateState({ ...row, revoked: false, superseded: false }, now, thresholds);
  const event = calendar.createEvent({
    id: `${sha256}@compass`,
    stamp: new Date(now),
    // A moment: an end would have to be later (3.8.2.2).
    start: new Date(notAfter),
    summary: `Certificate of ${owner} expires`,
    description: `Serial number ${serial}. Unless it is renewed before, ${owner} can no longer call Compass.`,
    categories: [{ name: categories[state] ?? state }],
    url: `${consoleURL}/certificates?selected=${serial}`,
  });
  for (const [percent, words] of [
    [thresholds.overdue, 'is overdue: it has not been renewed'],
    [thresholds.critical, 'is critical: it has not been renewed, and expires soon'],
  ] as const) {
    const before = (notAfter - notBefore) * (1 - percent / 100);
    const description = `The certificate of ${owner} ${words}`;
    event.createAlarm({ type: ICalAlarmType.display, trigger: Math.round(before / second), description });
  }
}
