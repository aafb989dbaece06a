import type { runtimes } from '../db/tables/director.tables.ts';

export type RuntimeRecord = typeof runtimes.$inferSelect;
