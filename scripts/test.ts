/** `npm test`: everything CI runs. Runs every part even if one fails, and closes with the total. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from './checks.ts';
import { run, runAndRead } from './command.ts';
import { type BrowserReport, failedJourneys, failedUnits, type UnitReport } from './testReports.ts';
import { findChromium, findCommands, findFirefox, installPostgres, keepTemporaryFilesInMemory } from './tools.ts';

interface Count {
  passed: number;
  failed: number;
  /** Of tests that failed, where their reporter tells: the last lines say which, as they may be all that is seen. */
  names?: readonly string[];
}

keepTemporaryFilesInMemory();
const reports = mkdtempSync(join(tmpdir(), 'compass-reports-'));
const readReport = (name: string) => JSON.parse(readFileSync(join(reports, name), 'utf8')) as unknown;

/** A part that died before it could report counts as one failure. */
const counted = (code: number, count: () => Count): Count => {
  try {
    const result = count();
    return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1 };
  }
};

const sum = (counts: readonly Count[]): Count => ({
  passed: counts.reduce((all, { passed }) => all + passed, 0),
  failed: counts.reduce((all, { failed }) => all + failed, 0),
});

async function unitTests(): Promise<Count> {
  const file = 'vitest.json';
  const code = await run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, file)}`,
  ]);
  return counted(code, () => {
    const report = readReport(file) as UnitReport;
    const names = failedUnits(report);
    return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, names.length), names };
  });
}

async function browserTests(): Promise<Count> {
  const file = 'playwright.json';
  const code = await run('playwright', ['test', '--reporter=list,json'], {
    CHROMIUM_PATH: await findChromium(),
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, file),
  });
  return counted(code, () => {
    const { stats, suites } = readReport(file) as BrowserReport;
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, names: suites.flatMap(failedJourneys) };
  });
}

/** For programs that close with a line `N passed, N failed`. */
async function program(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Count> {
  const { code, output } = await runAndRead('node', args, env);
  return counted(code, () => {
    const [, passed, failed] = /(\d+) passed, (\d+) failed/.exec(output.trimEnd().split('\n').at(-1) ?? '') ?? [];
    return { passed: Number(passed ?? 0), failed: failed === undefined ? 1 : Number(failed) };
  });
}

const parts: readonly { name: string; run(): Promise<Count> }[] = [
  ...checks.map((check) => ({
    name: check.name,
    run: async () => ((await check.run()) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  })),
  { name: 'unit, store and API tests', run: unitTests },
  {
    name: 'build',
    run: async () =>
      (await run('node', ['scripts/build.ts'])) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
  },
  {
    name: 'walk-through with openssl and curl, kill -9 during writes and during enrolment',
    run: async () => {
      await findCommands(['openssl', 'curl', 'jq']);
      await installPostgres();
      return sum(
        await Promise.all([
          program(['e2e/walkthrough/run.ts']),
          program(['scripts/crash.ts', '--rounds', '20']),
          program(['scripts/crashEnrolment.ts']).then(async (onSqlite) =>
            sum([onSqlite, await program(['scripts/crashEnrolment.ts', '--postgres'])]),
          ),
        ]),
      );
    },
  },
  { name: 'browser journeys', run: browserTests },
  {
    name: 'every screen in Firefox',
    run: async () => program(['e2e/firefox/run.ts'], { FIREFOX_PATH: await findFirefox() }),
  },
];

const total: Count = { passed: 0, failed: 0 };
const failures: string[] = [];
for (const part of parts) {
  console.log(`\n=== ${part.name}`);
  const startedAt = performance.now();
  const count: Count = await part.run().catch((error: unknown) => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  total.passed += count.passed;
  total.failed += count.failed;
  if (count.failed > 0) failures.push([part.name, ...(count.names ?? [])].join('\n  '));
  console.log(
    `--- ${part.name}: ${count.passed} passed, ${count.failed} failed (${((performance.now() - startedAt) / 1000).toFixed(0)} s)`,
  );
}
rmSync(reports, { recursive: true });
console.log(failures.length > 0 ? `\nFailed: ${failures.join('\n')}` : '');
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
