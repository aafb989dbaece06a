import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMasterKey } from './masterKey.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compass-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the key file is made once, readable by its owner only, with nothing left beside it', () => {
  const file = join(folder, 'data', 'secret.key');
  const first = openMasterKey(file);
  expect(openMasterKey(file).id).toBe(first.id);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'data'))).toEqual(['secret.key']);
});

test('what was encrypted comes back, and never looks the same twice', () => {
  const key = openMasterKey(join(folder, 'secret.key'));
  const record = key.encrypt('a secret', 'test');
  expect(record).not.toContain('a secret');
  expect(record).toContain(`:${key.id}:`);
  expect(key.encrypt('a secret', 'test')).not.toBe(record);
  expect(key.decrypt(record, 'test')).toBe('a secret');
});

test('another key, another purpose or a changed record is refused', () => {
  const key = openMasterKey(join(folder, 'secret.key'));
  const record = key.encrypt('a secret', 'test');
  expect(() => openMasterKey(join(folder, 'other.key')).decrypt(record, 'test')).toThrow(/under master key/);
  expect(() => key.decrypt(record, 'something else')).toThrow();
  const changed = Buffer.from(record.split(':')[4]!, 'base64');
  changed[0]! ^= 1;
  expect(() => key.decrypt([...record.split(':').slice(0, 4), changed.toString('base64')].join(':'), 'test')).toThrow();
});

test('a file that holds no key is named', () => {
  const file = join(folder, 'secret.key');
  writeFileSync(file, 'hello');
  expect(() => openMasterKey(file)).toThrow(`${file} is not a master key`);
});
