import { describe, expect, test } from 'vitest';
import {
  applicationFailed,
  connected,
  connectionFailed,
  labellingFailed,
  maintained,
  maintenanceFailed,
  newConnection,
  regained,
  synchronizationFailed,
  synchronized,
} from './connection.ts';

const first = Date.parse('2026-11-22T02:00:00.999Z');
const later = first + 60_000;
const [at, then] = ['2026-11-22T02:00:00Z', '2026-11-22T02:01:00Z'];
const urls = { directorUrl: 'https://c/director/graphql', connectorUrl: 'https://c/connector/graphql' };
const dates = { notBefore: first - 60_000, notAfter: first + 3_600_000 };
const certificateStatus = {
  acquired: '2026-11-22T01:59:00Z',
  notBefore: '2026-11-22T01:59:00Z',
  notAfter: '2026-11-22T03:00:00Z',
};
const paired = connected(newConnection(), { urls, dates, now: first });
const synced = synchronized(paired, false, first);

/** Row by row what runtime-agent.md 4 says is written. */
describe('The connection resource', () => {
  test('has every field from the beginning, unset', () => {
    expect(newConnection()).toEqual({
      apiVersion: 'compass.kyma-project.io/v1alpha1',
      kind: 'CompassConnection',
      metadata: { name: 'compass-connection' },
      spec: { managementInfo: { directorUrl: '', connectorUrl: '' } },
      status: { connectionState: '', connectionStatus: null, synchronizationStatus: null },
    });
  });

  test('Connected: connectionStatus is replaced, with addresses and certificate, without error', () => {
    const again = connected(connectionFailed(synced, 'e', later), { urls, dates, now: later });
    expect(again.spec).toEqual({ managementInfo: urls });
    expect(again.status).toEqual({
      connectionState: 'Connected',
      connectionStatus: { established: then, renewed: null, lastSync: then, lastSuccess: then, certificateStatus },
      synchronizationStatus: synced.status.synchronizationStatus,
    });
  });

  test('ConnectionFailed: lastSync and error, everything else is kept', () => {
    const { spec, status } = connectionFailed(synced, 'Failed to retrieve certificate: x', later);
    expect(spec).toEqual(synced.spec);
    expect(status).toEqual({
      ...synced.status,
      connectionState: 'ConnectionFailed',
      connectionStatus: {
        ...synced.status.connectionStatus,
        lastSync: then,
        error: 'Failed to retrieve certificate: x',
      },
    });
    expect(connectionFailed(newConnection(), 'x', first).status.connectionStatus).toEqual({
      established: null,
      renewed: null,
      lastSync: at,
      lastSuccess: null,
      certificateStatus: { acquired: null, notBefore: null, notAfter: null },
      error: 'x',
    });
  });

  test('ConnectionMaintenanceFailed: lastSync and error with its prefix; lastSuccess stays', () => {
    const { connectionState, connectionStatus } = maintenanceFailed(synced, 'x', later).status;
    expect(connectionState).toBe('ConnectionMaintenanceFailed');
    expect(connectionStatus).toMatchObject({
      lastSync: then,
      lastSuccess: at,
      error: 'Error while trying to maintain connection: x',
    });
  });

  test('SynchronizationFailed: lastAttempt and error, the other times stay', () => {
    expect(synchronizationFailed(synced, 'x', later).status).toEqual({
      ...synced.status,
      connectionState: 'SynchronizationFailed',
      synchronizationStatus: {
        lastAttempt: then,
        lastSuccessfulFetch: at,
        lastSuccessfulApplication: at,
        error: 'x',
      },
    });
  });

  test.each([
    ['ResourceApplicationFailed', applicationFailed, 'Failed to apply configuration: x'],
    ['MetadataUpdateFailed', labellingFailed, 'Failed to reconcile Runtime labels with proper URLs: x'],
  ])('%s: synchronizationStatus is replaced, nothing counts as applied', (connectionState, fail, error) => {
    const { status } = fail(synced, 'x', later);
    const synchronizationStatus = {
      lastAttempt: then,
      lastSuccessfulFetch: then,
      lastSuccessfulApplication: null,
      error,
    };
    expect(status).toEqual({ ...synced.status, connectionState, synchronizationStatus });
  });

  test('Synchronized: all three times, no error, and resyncNow is over if it was there from the beginning', () => {
    const failed = synchronizationFailed({ ...synced, spec: { ...synced.spec, resyncNow: true } }, 'x', first);
    const { spec, status } = synchronized(failed, true, later);
    expect(spec).toEqual(synced.spec);
    expect(status.synchronizationStatus).toEqual({
      lastAttempt: then,
      lastSuccessfulFetch: then,
      lastSuccessfulApplication: then,
    });
    expect(synchronized(failed, false, later).spec.resyncNow).toBe(true);
  });

  test('maintained: times and addresses; the state stays, an error is over, a renewal ends a flag from its beginning', () => {
    const asked = { ...synced, spec: { ...synced.spec, refreshCredentialsNow: true } };
    const moved = { ...urls, directorUrl: 'https://d/director/graphql' };
    const outcome = { urls: moved, dates, renewed: false, asked: true, now: later };
    const kept = maintained(maintenanceFailed(asked, 'x', first), outcome);
    expect(kept.spec).toEqual({ managementInfo: moved, refreshCredentialsNow: true });
    expect(kept.status.connectionState).toBe('ConnectionMaintenanceFailed');
    expect(kept.status.connectionStatus).toEqual({
      established: at,
      renewed: null,
      lastSync: then,
      lastSuccess: then,
      certificateStatus,
    });
    const renewed = maintained(asked, { ...outcome, renewed: true });
    expect(renewed.spec).toEqual({ managementInfo: moved });
    expect(maintained(asked, { ...outcome, renewed: true, asked: false }).spec.refreshCredentialsNow).toBe(true);
    expect(renewed.status.connectionStatus?.renewed).toBe(then);
  });

  test('a certificate that is taken again makes it Connected, with what it was', () => {
    const back = regained(connectionFailed(synced, 'x', later));
    expect(back.status.connectionState).toBe('Connected');
    expect(back.status.connectionStatus?.established).toBe(at);
  });
});
