import type { LabelOwner } from './ownedLabels.ts';

/** Written anew with every change of an Application (director.md 7.1): what is put there by hand would not stay. */
const ofApplications: Readonly<Record<string, string>> = {
  name: 'Kept by Compass: the name of the application, which never changes.',
  integrationSystemID: 'Kept by Compass: the integration system in charge of the application, empty if there is none.',
};

/** Why nobody edits this label by hand; null if it may be edited. */
export const whyKept = (kind: LabelOwner['kind'], key: string): string | null =>
  kind === 'APPLICATION' && Object.hasOwn(ofApplications, key) ? (ofApplications[key] ?? null) : null;

/** Keys that may be set and deleted by hand. */
export const editableKeys = (kind: LabelOwner['kind'], keys: readonly string[]): string[] =>
  keys.filter((key) => key !== 'scenarios' && whyKept(kind, key) === null);
