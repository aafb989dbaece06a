import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { day, hour } from '../../shared/clock.ts';
import { openMasterKey } from '../../shared/masterKey.ts';
import { databases } from '../../testing/databases.ts';
import { type Authorities, openAuthorities } from './authorities.ts';
import { authoritiesFor } from './authority.store.ts';
import { fingerprintOf, generateAuthority } from './authority.ts';
import { keepAuthorities, listAuthorities, prepareSuccessor, succeed } from './rotation.ts';

const now = Date.parse('2026-11-19T14:32:00Z');
const log = pino({ level: 'silent' });

describe.each(databases)('the rotation of authorities on $name', ({ open }) => {
  let folder: string;
  let database: Database;
  const opened: Authorities[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'compass-rotation-'));
    database = await open();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const options = (ca: { certFile: string; keyFile: string } | null = null, at = now) => ({
    config: { ca, caKeyAlgorithm: 'ecdsa-p256' as const, certificateValidityMs: 90 * day },
    database,
    masterKey: openMasterKey(join(folder, 'secret.key')),
    clock: () => at,
    log,
  });
  async function start(...parameters: Parameters<typeof options>): Promise<Authorities> {
    const authorities = await openAuthorities(options(...parameters));
    opened.push(authorities);
    return authorities;
  }
  const active = async () => fingerprintOf((await authoritiesFor(database.read, 'CLIENT'))[0]?.certificate ?? '');
  const prepare = async (fingerprint: string) =>
    prepareSuccessor(database.read, fingerprint, {
      algorithm: 'ecdsa-p256',
      cipher: options().masterKey,
      now,
    });

  async function give(name: string) {
    const made = await generateAuthority(name, 'ecdsa-p256', now - day);
    const files = { certFile: join(folder, 'ca.crt'), keyFile: join(folder, 'ca.key') };
    writeFileSync(files.certFile, made.certificate);
    writeFileSync(files.keyFile, made.key);
    return { ...made, files };
  }

  test('reaches every instance that shares the database, without a restart', async () => {
    const [one, other] = [await start(), await start()];
    const heard: string[] = [];
    one.onTrusted(() => void heard.push('one'));
    other.onTrusted(() => void heard.push('other'));
    const successor = await prepare(await active());
    await database.write((tx) => succeed(tx, successor, now));
    await expect.poll(() => heard.toSorted()).toEqual(['one', 'other']);
    expect(one.issuer.id).toBe('client-2');
    expect(other.issuer.key.equals(one.issuer.key)).toBe(true);
    expect(other.trusted).toEqual(one.trusted);
    expect(one.trusted).toHaveLength(2);
    const restarted = await start();
    expect(restarted.issuer.id).toBe('client-2');
    expect(new Set(restarted.trusted)).toEqual(new Set(one.trusted));
    expect(restarted.signer('client-1')).not.toBeNull();
  });

  test('happens once if two ask at the same time, and only from the authority they have seen', async () => {
    await start();
    const first = await active();
    const both = [await prepare(first), await prepare(first)];
    const outcomes = await Promise.allSettled(both.map((each) => database.write((tx) => succeed(tx, each, now))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(prepare(first)).rejects.toMatchObject({ code: 'ConcurrentUpdate' });
    expect(await listAuthorities(database.read, now)).toHaveLength(2);
  });

  test('is by files while the authority is given by file; they are read anew while the server runs', async () => {
    const first = await give('First');
    const authorities = await start(first.files);
    await expect(prepare(await active())).rejects.toMatchObject({ code: 'InvalidOperation' });
    const second = await give('Second');
    writeFileSync(second.files.keyFile, first.key);
    await authorities.refresh();
    expect(authorities.issuer.chain).toEqual([first.certificate]);
    writeFileSync(second.files.keyFile, second.key);
    await authorities.refresh();
    expect(authorities.issuer.chain).toEqual([second.certificate]);
    expect(new Set(authorities.trusted)).toEqual(new Set([first.certificate, second.certificate]));
    const views = await listAuthorities(database.read, now);
    expect(views.map(({ subject, state }) => [subject, state])).toEqual([
      ['O=Compass, CN=Second', 'ACTIVE'],
      ['O=Compass, CN=First', 'RETIRING'],
    ]);
  });

  test('a former authority of which nothing is left retires after an hour, and comes back if its files do', async () => {
    const first = await give('First');
    await start(first.files);
    const own = await start(null, now + 1000);
    expect(own.issuer.id).toBe('client-1');
    const stateAt = async (at: number) => {
      await keepAuthorities(options(null, at));
      return (await listAuthorities(database.read, at))[1]?.state;
    };
    expect(await stateAt(now + hour)).toBe('RETIRING');
    expect(await stateAt(now + hour + 1000)).toBe('RETIRED');
    await own.refresh();
    expect(own.trusted).toEqual(own.issuer.chain);
    const back = await start(first.files, now + 2 * hour);
    expect(back.trusted).toHaveLength(2);
    expect((await listAuthorities(database.read, now)).map(({ state }) => state)).toEqual(['ACTIVE', 'RETIRING']);
  });
});
