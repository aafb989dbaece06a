import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const sync = promisify(fdatasync);

/**
 * The write-ahead log of a database that is open with `synchronous = NORMAL`. The file stays the same as long as a connection
 * is open; with what it holds on the disk, SQLite recovers every commit (sqlite.org/wal.html, 2.2 and 4).
 */
export function openLog(databaseFile: string): { flush(): Promise<void>; close(): void } {
  const log = openSync(`${databaseFile}-wal`, 'r+');
  let isOpen = true;
  return {
    flush: () => sync(log),
    close() {
      if (isOpen) closeSync(log);
      isOpen = false;
    },
  };
}
