import type { applications } from '../db/tables/director.tables.ts';

export type ApplicationRecord = typeof applications.$inferSelect;
