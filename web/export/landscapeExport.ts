import type { LiveLandscape } from '../live/liveLandscape.ts';
import { runtimeFinding } from '../map/words.ts';
import { toCsv } from './csv.ts';

const exact = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : new Date(at).toISOString();

type Member = LiveLandscape['applications'][number] | LiveLandscape['runtimes'][number];

const scenariosOf = ({ memberships }: Member) =>
  memberships.map(({ scenario, manual, rule }) => ({
    name: scenario,
    origin: manual ? (rule ? 'by hand and by rule' : 'by hand') : rule ? 'by rule' : 'by itself',
  }));

/** The model behind the map, by name and id, with exact times; what YAML and JSON hold. */
export function landscapeModel(landscape: LiveLandscape, at: number) {
  const names = new Map([...landscape.applications, ...landscape.runtimes].map(({ id, name }) => [id, name]));
  return {
    asOf: exact(at),
    version: landscape.version,
    entry: landscape.sequence,
    defaultScenario: landscape.defaultScenario,
    connectionPolicy: landscape.connectionPolicy,
    scenarios: landscape.scenarios.map(({ id, name, createdAt }) => ({ name, id, createdAt: exact(createdAt) })),
    applications: landscape.applications.map((application) => ({
      ...{ name: application.name, id: application.id, provider: application.providerName },
      ...{ description: application.description, updatedAt: exact(application.updatedAt) },
      scenarios: scenariosOf(application),
    })),
    runtimes: landscape.runtimes.map((runtime) => ({
      ...{ name: runtime.name, id: runtime.id, description: runtime.description, state: runtime.state },
      ...{ updatedAt: exact(runtime.updatedAt), lastContactAt: exact(runtime.lastContactAt) },
      certificate: runtime.certificate && {
        state: runtime.certificate.state,
        notBefore: exact(runtime.certificate.notBefore),
        notAfter: exact(runtime.certificate.notAfter),
      },
      scenarios: scenariosOf(runtime),
    })),
    connections: landscape.connections.map(({ applicationID, runtimeID, since, pending }) => ({
      application: names.get(applicationID) ?? applicationID,
      runtime: names.get(runtimeID) ?? runtimeID,
      ...{ applicationID, runtimeID, since: exact(since), pending },
    })),
  };
}

const head = [
  'kind',
  'name',
  'id',
  'state',
  'connected to',
  'connected since',
  'scenarios',
  'certificate ends',
  'as of',
];

/** Every Application and Runtime in a line; what matches the filter, if there is one. */
export function landscapeCsv(landscape: LiveLandscape, at: number, matching: ReadonlySet<string> | null): string {
  const names = new Map([...landscape.applications, ...landscape.runtimes].map(({ id, name }) => [id, name]));
  const held = Map.groupBy(landscape.connections, ({ applicationID }) => applicationID);
  const carried = Map.groupBy(landscape.connections, ({ runtimeID }) => runtimeID);
  const isWanted = ({ id }: { id: string }) => matching === null || matching.has(id);
  const scenarios = (member: Member) => member.memberships.map(({ scenario }) => scenario).join('; ');
  const applications = landscape.applications.filter(isWanted).map((application) => {
    const own = held.get(application.id) ?? [];
    const to = own.map(({ runtimeID }) => names.get(runtimeID)).join('; ');
    const since = own.map((each) => exact(each.since)).join('; ');
    const state = own.length > 0 ? 'Connected' : 'Not connected';
    return ['Application', application.name, application.id, state, to, since, scenarios(application), null, exact(at)];
  });
  const runtimes = landscape.runtimes.filter(isWanted).map((runtime) => {
    const own = carried.get(runtime.id) ?? [];
    const to = own.map(({ applicationID }) => names.get(applicationID)).join('; ');
    const since = own.map((each) => exact(each.since)).join('; ');
    const { word } = runtimeFinding(runtime, false, at);
    const ends = exact(runtime.certificate?.notAfter);
    return ['Runtime', runtime.name, runtime.id, word, to, since, scenarios(runtime), ends, exact(at)];
  });
  return toCsv(head, [...applications, ...runtimes]);
}
