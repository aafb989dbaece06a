import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { PresentApplication } from '../application.ts';
import { createMemoryTarget } from '../fleet/memoryTarget.ts';
import type { Target } from '../target.ts';
import { openRuntime } from './agent.ts';
import { openCluster } from './cluster.ts';

/** A place of a Runtime, and what an operator does there without the agent. */
export interface Place {
  target: Target;
  configure(data: Record<string, string>): void;
  resyncNow(): void;
  deleteConnection(): void;
  /** Sets `encodeUrl`. */
  editApplication(name: string): unknown;
  deleteApplication(name: string): unknown;
  /** Of everything that stands where Applications do. */
  applicationNames(): Promise<string[]>;
  remove(): unknown;
}

const resynced = <T extends { spec: object }>(connection: T) => ({
  ...connection,
  spec: { ...connection.spec, resyncNow: true },
});
const edited = <T extends { spec?: object }>(application: T) => ({
  ...application,
  spec: { ...application.spec, encodeUrl: true },
});

export const places = {
  async folder(): Promise<Place> {
    const runtime = await openRuntime();
    const connection = join(runtime.folder, 'compass-connection.yaml');
    const application = (name: string) => join(runtime.folder, 'applications', `${name}.yaml`);
    const edit = (file: string, change: (present: any) => object) =>
      writeFileSync(file, stringify(change(parse(readFileSync(file, 'utf8')))));
    return {
      ...runtime,
      resyncNow: () => edit(connection, resynced),
      deleteConnection: () => rmSync(connection, { force: true }),
      editApplication: (name) => edit(application(name), edited),
      deleteApplication: (name) => rmSync(application(name)),
      applicationNames: async () =>
        (await readdir(join(runtime.folder, 'applications'))).map((file) => file.replace(/\.yaml$/, '')),
    };
  },
  async cluster(): Promise<Place> {
    const cluster = await openCluster();
    const { server } = cluster;
    const edit = (plural: string, name: string, change: (present: any) => object) =>
      server.of(plural).replace('', name, change(server.of(plural).get('', name)), false);
    return {
      ...cluster,
      resyncNow: () => edit('compassconnections', 'compass-connection', resynced),
      deleteConnection() {
        const connections = server.of('compassconnections');
        if (connections.all.size > 0) connections.remove('', 'compass-connection');
      },
      editApplication: (name) => edit('applications', name, edited),
      deleteApplication: (name) => server.of('applications').remove('', name),
      applicationNames: async () => [...server.of('applications').all.values()].map(({ metadata }) => metadata.name),
    };
  },
  async fleet(): Promise<Place> {
    const target = createMemoryTarget();
    const named = async (name: string) =>
      (await target.listApplications()).find(({ metadata }) => metadata.name === name) as PresentApplication;
    return {
      ...target,
      target,
      editApplication: async (name) => target.updateApplication(edited(await named(name))),
      deleteApplication: async (name) => target.deleteApplication(await named(name)),
      applicationNames: async () => (await target.listApplications()).map(({ metadata }) => metadata.name),
      remove: () => undefined,
    };
  },
} satisfies Record<string, () => Promise<Place>>;

export type PlaceKind = keyof typeof places;
export const placeKinds = Object.keys(places) as PlaceKind[];
