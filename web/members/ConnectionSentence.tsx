import { formatList, formatPlural } from '../format/counts.ts';
import type { ApplicationRow } from './rows.ts';

/** Which Runtime can use an Application and why, or why none can. */
export function ConnectionSentence({ row }: { row: ApplicationRow }) {
  const name = <strong>{row.name}</strong>;
  const scenarios = formatList(row.scenarios.map((scenario) => scenario.name));
  const [first, ...others] = row.connected;
  if (first === undefined) {
    return row.reachable === 0 ? (
      <>
        {name} is in {scenarios}, and no runtime is. Nothing can use it.
      </>
    ) : (
      <>
        {name} is connected to no runtime. {formatPlural(row.reachable, 'runtime')}{' '}
        {row.reachable === 1 ? 'shares' : 'share'} a scenario with it; the first to fetch its configuration connects it.
      </>
    );
  }
  const freezes = row.finding.family === 'attention' || row.finding.family === 'failed';
  return (
    <>
      <strong>{first.name}</strong>
      {others.length > 0 && ` and ${formatPlural(others.length, 'other runtime')}`} can use {name}, because both are in{' '}
      <strong>{formatList(first.through)}</strong>.{first.pending && ' The agent has not fetched this yet.'}
      {freezes && ` ${row.finding.word}: calls go on, but changes may not reach the runtime.`}
    </>
  );
}
