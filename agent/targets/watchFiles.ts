import { type Stats, unwatchFile, watchFile, watch as watchFolder } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../target.ts';

/** Names of files in the folder, and what a change of each is. */
type Files = Readonly<Record<string, Change>>;

const looksEveryMs = 5000;

/**
 * Tells of changes of these files. Some file systems, network shares above all, notify of nothing, so the files are also
 * looked at now and then. A change that is told twice is harmless.
 */
export function watchFiles(folder: string, files: Files, changed: (change: Change) => void): () => void {
  const stops = [notify(folder, files, changed), look(folder, files, changed, looksEveryMs)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Editors and ours replace files, so the folder is watched, not the file. */
function notify(folder: string, files: Files, changed: (change: Change) => void): () => void {
  try {
    const watcher = watchFolder(folder, { persistent: false }, (_event, file) => {
      const change = file === null ? undefined : files[file];
      if (change) changed(change);
    });
    // A folder that cannot be watched any more is still looked at.
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    // Nor is one that cannot be watched at all.
    return () => undefined;
  }
}

/** Asks for size and times only. */
export function look(folder: string, files: Files, changed: (change: Change) => void, everyMs: number): () => void {
  const stops = Object.entries(files).map(([file, change]) => {
    const path = join(folder, file);
    const listener = (now: Stats, before: Stats) => {
      // Reading a file changes its access time, too.
      if (now.mtimeMs !== before.mtimeMs || now.ino !== before.ino || now.size !== before.size) changed(change);
    };
    watchFile(path, { persistent: false, interval: everyMs }, listener);
    return () => unwatchFile(path, listener);
  });
  return () => {
    for (const stop of stops) stop();
  };
}
