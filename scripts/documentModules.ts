import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const generated = join(import.meta.dirname, '../web/graphql.generated.ts');
const prefix = 'virtual:document/';
/** What Rollup's convention keeps other plugins from reading as a file. */
const resolved = `\0${prefix}`;
const imports = /^import \{([^}]*)\} from '[./]*\/graphql\.generated\.ts';$/gm;

/**
 * Gives every GraphQL document a module of its own, so that it is in the chunk of whoever sends it. In the one generated
 * module all of them are in the initial script, because the shell sends some.
 */
export function documentModules(): Plugin {
  return {
    name: 'compass-document-modules',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/web\/.*\.tsx?$/.test(id) || !code.includes('graphql.generated.ts')) return null;
      return code.replace(imports, (_all, names: string) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '' && !name.startsWith('type '))
          .map((name) => `import { ${name} } from '${prefix}${name}';`)
          .join(' '),
      );
    },
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(resolved)) return null;
      this.addWatchFile(generated);
      const name = id.slice(resolved.length);
      const source = readFileSync(generated, 'utf8');
      const [, value] = new RegExp(`^export const ${name} = (.*) as unknown as `, 'm').exec(source) ?? [];
      if (value === undefined) this.error(`web/graphql.generated.ts has no ${name}: run npm run generate`);
      return { code: `export const ${name} = ${value};`, moduleSideEffects: false };
    },
  };
}
