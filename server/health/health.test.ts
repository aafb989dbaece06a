import { describe, expect, it } from 'vitest';
import { defaultThresholds } from '../../landscape/certificateState.ts';
import { day, minute } from '../shared/clock.ts';
import {
  type ApplicationHealthFacts,
  type Certificate,
  checkOfApplication,
  checkOfRuntime,
  type RuntimeHealthFacts,
} from './health.ts';

const now = Date.parse('2026-11-19T14:32:00Z');
const staleAfterMs = 10 * minute;
const valid: Certificate = {
  notBefore: now - 10 * day,
  notAfter: now + 90 * day,
  acquiredAt: now - 10 * day,
  revoked: false,
  revokedAt: null,
  superseded: false,
  lastUsedAt: now,
};
const old: Certificate = { ...valid, notBefore: now - 90 * day, notAfter: now + 10 * day };
const common = {
  createdAt: now - 20 * day,
  statusCondition: 'CONNECTED',
  statusAt: now - day,
  thresholds: defaultThresholds,
} as const;
const runtime: RuntimeHealthFacts = {
  ...common,
  certificate: valid,
  lastContactAt: now,
  failedRenewalAt: null,
  failedFetchAt: null,
  report: null,
};
const application: ApplicationHealthFacts = { ...common, certificate: valid, failures: [], webhooks: [] };
const report = { state: 'SYNCHRONIZED', since: now - minute, message: null, components: [] } as const;
const ten = { name: 'part', ok: false, message: null };

describe('the check of a Runtime', () => {
  it.each<[string, Partial<RuntimeHealthFacts>, number, string]>([
    ['well since its certificate', {}, valid.acquiredAt, 'No problem is known.'],
    ['well since its agent says so', { report }, now - minute, 'No problem is known.'],
    [
      'well while it has not connected',
      { certificate: undefined, lastContactAt: null },
      common.createdAt,
      'It has not connected yet.',
    ],
    [
      'well without a certificate, as long as it calls',
      { certificate: undefined },
      common.createdAt,
      'No problem is known.',
    ],
    [
      'well right after its first certificate',
      { certificate: { ...valid, acquiredAt: now }, lastContactAt: null },
      now,
      'No problem is known.',
    ],
  ])('is %s', (_, facts, since, message) => {
    expect(checkOfRuntime({ ...runtime, ...facts }, now, staleAfterMs)).toEqual({
      condition: 'SUCCEEDED',
      since,
      message,
    });
  });

  it.each<[string, Partial<RuntimeHealthFacts>, number, string]>([
    ['status', { statusCondition: 'FAILED' }, now - day, 'Its status was set to FAILED.'],
    [
      'revoked certificate, and says nothing of the silence that follows from it',
      { certificate: { ...valid, revoked: true, revokedAt: now - day }, lastContactAt: now - day, failedFetchAt: now },
      now - day,
      'Its certificate was revoked.',
    ],
    [
      'deleted identity',
      { certificate: { ...valid, revoked: true, lastUsedAt: now - day } },
      now - day,
      'The machine identity of its certificate was deleted.',
    ],
    [
      'expired certificate',
      { certificate: { ...valid, notAfter: now - day }, lastContactAt: now - day },
      now - day,
      'Its certificate has expired.',
    ],
    [
      'certificate that is not renewed',
      { certificate: old },
      now - 5 * day,
      'Its certificate ends on 2026-11-29 (UTC) and has not been renewed.',
    ],
    ['failed renewal', { failedRenewalAt: now - minute }, now - minute, 'Its last call to the Connector failed.'],
    ['failed fetch', { failedFetchAt: now - 2 }, now - 2, 'Its last attempt to fetch its configuration failed.'],
    ['silence', { lastContactAt: now - 25 * minute }, now - 15 * minute, 'It has not been heard of for 25 minutes.'],
    [
      'certificate that was never used',
      { lastContactAt: null },
      valid.acquiredAt + staleAfterMs,
      'It has a certificate, but has never used it.',
    ],
    [
      'report',
      { report: { ...report, state: 'FAILED', message: 'disk full' } },
      now - minute,
      'Its agent reports a failure: disk full.',
    ],
    [
      'part of its cluster',
      {
        report: {
          ...report,
          components: [
            { ...ten, since: now - 5, message: 'down!' },
            { ...ten, ok: true, since: 0 },
          ],
        },
      },
      now - 5,
      'Its cluster reports that part is not well: down!',
    ],
  ])('fails for its %s', (_, facts, since, message) => {
    expect(checkOfRuntime({ ...runtime, ...facts }, now, staleAfterMs)).toEqual({
      condition: 'FAILED',
      since,
      message,
    });
  });

  it('tells the oldest problems first, and how many it does not tell', () => {
    const components = Array.from({ length: 7 }, (_, n) => ({ ...ten, name: `c${n}`, since: now - n }));
    const check = checkOfRuntime({ ...runtime, report: { ...report, components } }, now, staleAfterMs);
    expect(check.since).toBe(now - 6);
    expect(check.message).toMatch(/^Its cluster reports that c6 is not well\. .*c2 is not well\. 2 more problems\.$/);
  });
});

describe('the check of an Application', () => {
  it('is well without a certificate', () => {
    const check = checkOfApplication({ ...application, certificate: undefined }, now);
    expect(check).toEqual({ condition: 'SUCCEEDED', since: common.createdAt, message: 'No problem is known.' });
  });

  it.each<[string, Partial<ApplicationHealthFacts>, number, string]>([
    ['expired certificate', { certificate: { ...valid, notAfter: now } }, now, 'Its certificate has expired.'],
    [
      'Runtime that could not apply it',
      { failures: [{ runtimeName: 'cluster', message: 'quota exceeded', since: now - 7 }] },
      now - 7,
      'Runtime "cluster" could not apply it: quota exceeded.',
    ],
    [
      'webhooks, the oldest problem first',
      {
        webhooks: [
          { failingSince: now - 3, error: 'the receiver answered 500', dead: false },
          { failingSince: now - 9, error: 'no answer', dead: true },
        ],
      },
      now - 9,
      'A webhook was given up: no answer. A webhook fails: the receiver answered 500.',
    ],
  ])('fails for its %s', (_, facts, since, message) => {
    expect(checkOfApplication({ ...application, ...facts }, now)).toEqual({ condition: 'FAILED', since, message });
  });
});
