/** What the JSON reporters of Vitest and Playwright tell of a run, as far as it is read. */
import { relative } from 'node:path';
import { root } from './command.ts';

export interface UnitReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

export interface BrowserReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: BrowserSuite[];
}

interface BrowserSuite {
  file: string;
  specs: { title: string; line: number; ok: boolean }[];
  suites?: BrowserSuite[];
}

/** Each test that failed with its messages, and each file that could not be run. */
export const failedUnits = ({ testResults }: UnitReport): string[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const place = relative(root, name);
    if (status === 'failed' && failed.length === 0) return [`${place}: ${message}`];
    return failed.map(({ fullName, failureMessages }) => `${place}: ${fullName}\n${failureMessages.join('\n')}`);
  });

export const failedJourneys = ({ file, specs, suites = [] }: BrowserSuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ title, line }) => `e2e/${file}:${line}: ${title}`),
  ...suites.flatMap(failedJourneys),
];
