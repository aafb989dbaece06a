import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TargetError } from '../target.ts';
import { names, openRuntime, type TestRuntime } from '../testing/agent.ts';
import { openDirectory } from './directory.ts';
import { lockDirectory } from './directoryLock.ts';

describe('The lock of a folder', () => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await openRuntime();
  });
  afterEach(() => runtime.remove());
  const path = (...parts: string[]) => join(runtime.folder, ...parts);
  const held = () => JSON.parse(readFileSync(path('.agent.lock'), 'utf8'));
  const ended = () => spawnSync(process.execPath, ['--version']).pid;

  test('is held by one agent at a time, until that releases it', () => {
    const release = lockDirectory(runtime.folder);
    expect(held()).toMatchObject({ pid: process.pid, host: hostname() });
    expect(() => lockDirectory(runtime.folder)).toThrow(TargetError);
    expect(() => lockDirectory(runtime.folder)).toThrow(
      `${runtime.folder} is in use by another agent (process ${process.pid}); if that has ended, remove ${path('.agent.lock')}`,
    );
    release();
    expect(existsSync(path('.agent.lock'))).toBe(false);
    lockDirectory(runtime.folder);
  });

  test('makes the folder if there is none, and says when it cannot', () => {
    lockDirectory(path('new', 'folder'))();
    expect(readdirSync(path('new', 'folder'))).toEqual([]);
    writeFileSync(path('file'), '');
    expect(() => lockDirectory(path('file'))).toThrow(/file cannot be used: E(EXIST|NOTDIR)$/);
  });

  test.each([
    ['of a process that has ended', () => JSON.stringify({ pid: ended(), host: hostname(), since: null })],
    ['of one that had our number before us', () => JSON.stringify({ pid: process.pid, host: hostname(), since: 'x' })],
    ['that was not written completely', () => '{"pid": 1'],
  ])('%s is taken over, once', (_what, text) => {
    writeFileSync(path('.agent.lock'), text());
    const release = lockDirectory(runtime.folder);
    expect(held()).toMatchObject({ pid: process.pid });
    expect(() => lockDirectory(runtime.folder)).toThrow(/in use by another agent/);
    expect(readdirSync(runtime.folder).filter((file) => file !== '.agent.lock')).toEqual(['applications', 'secrets']);
    release();
  });

  test('of another host is left alone, and so is one that somebody else has taken since', () => {
    const theirs = JSON.stringify({ pid: 1, host: 'elsewhere', since: null });
    const release = lockDirectory(runtime.folder);
    writeFileSync(path('.agent.lock'), theirs);
    expect(() => lockDirectory(runtime.folder)).toThrow(/\(process 1 on elsewhere\)/);
    release();
    expect(held()).toEqual(JSON.parse(theirs));
  });

  test('is for who removes what a killed process left half done; opening the folder removes nothing', async () => {
    const drafts = ['.x.draft', 'applications/.shop.yaml.123.draft', 'secrets/.a.yaml.1.draft'];
    for (const draft of drafts) writeFileSync(path(draft), 'half');
    await openDirectory(runtime.folder, names);
    expect(drafts.every((draft) => existsSync(path(draft)))).toBe(true);
    expect(await runtime.target.listApplications()).toEqual([]);
    mkdirSync(path('applications', 'kept'));
    lockDirectory(runtime.folder);
    expect(drafts.some((draft) => existsSync(path(draft)))).toBe(false);
    expect(readdirSync(path('applications'))).toEqual(['kept']);
  });
});
