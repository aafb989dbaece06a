import type { ShownSource } from '../twoPeople/asShown.ts';
import type { EditSource } from '../twoPeople/edit.ts';

/** The labels of one Application or Runtime. */
export interface LabelOwner {
  kind: 'APPLICATION' | 'RUNTIME';
  id: string;
  name: string;
  /** As they are stored now; null if the object is gone. */
  read: () => Promise<Record<string, unknown> | null>;
  set: (key: string, value: unknown, since: number) => Promise<unknown>;
  remove: (key: string, since: number) => Promise<unknown>;
}

/** How its labels are read and written. */
export type LabelStore = Pick<LabelOwner, 'read' | 'set' | 'remove'>;

/** One value, undefined where there is none. `key` may be chosen while the edit goes on. */
export const labelEdit = (owner: LabelOwner, key: () => string): EditSource<{ value: unknown }> => ({
  objectID: owner.id,
  async read() {
    const labels = await owner.read();
    return labels && { value: labels[key()] };
  },
  write: ({ value }, since) => (value === undefined ? owner.remove(key(), since) : owner.set(key(), value, since)),
});

/** Removing a label that has this value. */
export const labelRemoval = (owner: LabelOwner, key: string): ShownSource<{ value: unknown }> => ({
  objectID: owner.id,
  async read() {
    const labels = await owner.read();
    if (!labels || !(key in labels)) throw new Error(`${owner.name} has no label ${key}: someone else removed it.`);
    return { value: labels[key] };
  },
  write: (since) => owner.remove(key, since),
});
