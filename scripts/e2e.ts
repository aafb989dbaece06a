/** `npm run e2e -- [playwright arguments]`: the browser journeys alone, against a build that is brought up to date first. */
import { run } from './command.ts';
import { findChromium, keepTemporaryFilesInMemory } from './tools.ts';

keepTemporaryFilesInMemory();
const CHROMIUM_PATH = await findChromium();
const built = await run('node', ['scripts/build.ts']);
process.exit(built || (await run('playwright', ['test', ...process.argv.slice(2)], { CHROMIUM_PATH })));
