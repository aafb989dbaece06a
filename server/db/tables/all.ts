export * from './access.tables.ts';
export * from './connector.tables.ts';
export * from './director.tables.ts';
export * from './health.tables.ts';
export * from './landscape.tables.ts';
export * from './package.tables.ts';
export * from './template.tables.ts';
export * from './tenant.tables.ts';
