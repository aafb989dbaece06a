import { formatPlural } from '../../format/counts.ts';
import type { ScenarioRow } from './rows.ts';

/** Who may talk to whom because of this scenario. */
export function ScenarioSentence({ row }: { row: ScenarioRow }) {
  const name = <strong>{row.name}</strong>;
  if (row.isDefault && row.applications === 0) {
    return <>{name} holds applications that are in no other scenario. There is none at the moment.</>;
  }
  if (row.applications === 0 && row.runtimes === 0) return <>Nothing is in {name} yet.</>;
  const applications = formatPlural(row.applications, 'application');
  if (row.runtimes === 0)
    return (
      <>
        {applications} in {name}, but no runtime: nothing can use them through it.
      </>
    );
  const runtimes = formatPlural(row.runtimes, 'runtime');
  if (row.applications === 0)
    return (
      <>
        {runtimes} in {name}, but no application they could use through it.
      </>
    );
  return (
    <>
      Because of {name}, {runtimes} may use {applications}.{' '}
      {row.connections === 0
        ? 'No connection is live.'
        : `${formatPlural(row.connections, 'connection')} ${row.connections === 1 ? 'is' : 'are'} live.`}
    </>
  );
}
