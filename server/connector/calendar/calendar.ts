import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { day, hour, second } from '../../shared/clock.ts';
import type { ListedCertificate } from '../certificates/certificateList.store.ts';

/** How often calendars are asked to look again. */
const refreshMs = hour;
/** The alarm rings a week before the end, or once 85 % of a short life are used. */
const earliestAlarm = 7 * day;
const shareLeft = 0.15;
/** What a text may not hold (RFC 5545, 3.1); the library takes care of the rest. */
const controls = /(?![\t\n\r])\p{Cc}/gu;

/**
 * The ends of certificates as a calendar (RFC 5545). It names owners and serial numbers, nothing that opens anything.
 * @param consoleURL of the tenant, to which each event leads.
 */
export function expiryCalendar(rows: readonly ListedCertificate[], consoleURL: string, now: number): string {
  const calendar = ical({
    name: 'Compass certificates',
    prodId: { company: 'Compass', product: 'Certificates', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshMs / second,
  });
  for (const { sha256, serial, notBefore, notAfter, ownerKind, ownerName, presentName } of rows) {
    const name = (presentName ?? ownerName).replace(controls, ' ');
    const owner = `${ownerKind === 'RUNTIME' ? 'Runtime' : 'Application'} ${name}`;
    const event = calendar.createEvent({
      id: `${sha256}@compass`,
      stamp: new Date(now),
      // A moment: an end would have to be later (3.8.2.2).
      start: new Date(notAfter),
      summary: `Certificate of ${owner} expires`,
      description: `Serial number ${serial}. Unless it is renewed before, ${owner} can no longer call Compass.`,
      url: `${consoleURL}/certificates?selected=${serial}`,
    });
    const before = Math.min(earliestAlarm, (notAfter - notBefore) * shareLeft);
    const description = `The certificate of ${owner} has not been renewed`;
    event.createAlarm({ type: ICalAlarmType.display, trigger: Math.round(before / second), description });
  }
  return `${calendar.toString()}\r\n`;
}
