/** `npm run check`: types, lint, format, unused code. Stops at the first failure. */
import { checks } from './checks.ts';

for (const check of checks) {
  if ((await check.run()) !== 0) {
    console.error(`Failed: ${check.name}`);
    process.exit(1);
  }
}
console.log('All checks passed.');
