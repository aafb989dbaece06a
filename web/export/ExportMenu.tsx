import { formatExactZoned } from '../format/moments.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { ActionMenu, type MenuAction } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { notify } from '../ui/notify.ts';
import { saveFile } from '../ui/saveFile.ts';
import { inkOfPage } from './ink.ts';
import type { Picture } from './mapSvg.ts';

interface ExportMenuProps {
  landscape: LiveLandscape;
  /** The moment shown. */
  at: number;
  /** What the table names; null for all of it. */
  matching: ReadonlySet<string> | null;
  /** What is drawn, with a sentence of how much that is, or the text of the matrix that is shown. */
  shows:
    | ({ kind: 'map' | 'focus'; extent: string } & Pick<Picture, 'title' | 'cards' | 'groups' | 'layout' | 'scene'>)
    | { kind: 'matrix'; csv: () => Promise<string> };
}

/** The map as a picture, as data or as a link. What makes the files is loaded when it is asked for. */
export function ExportMenu({ landscape, at, matching, shows }: ExportMenuProps) {
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');
  const name = (ending: string) => `compass-${shows.kind}-${stamp}Z.${ending}`;
  const picture = async () => {
    if (shows.kind === 'matrix') throw new Error('There is no picture of the matrix');
    const { mapSvg } = await import('./mapSvg.ts');
    return mapSvg({ ...shows, note: `${shows.extent}, ${formatExactZoned(at)}`, ink: inkOfPage() });
  };
  const files: Readonly<Record<string, () => Promise<void>>> = {
    svg: async () => saveFile(name('svg'), (await picture()).svg, 'image/svg+xml'),
    png: async () => {
      const { rasterise } = await import('./picture.ts');
      saveFile(name('png'), await rasterise(await picture()), 'image/png');
    },
    matrix: async () => {
      if (shows.kind === 'matrix') saveFile(name('csv'), await shows.csv(), 'text/csv');
    },
    csv: async () => {
      const { landscapeCsv } = await import('./landscapeExport.ts');
      saveFile(`compass-table-${stamp}Z.csv`, landscapeCsv(landscape, at, matching), 'text/csv');
    },
    json: async () => {
      const { landscapeModel } = await import('./landscapeExport.ts');
      saveFile(name('json'), `${JSON.stringify(landscapeModel(landscape, at), null, 2)}\n`, 'application/json');
    },
    yaml: async () => {
      const [{ landscapeModel }, { stringify }] = await Promise.all([import('./landscapeExport.ts'), import('yaml')]);
      saveFile(name('yaml'), stringify(landscapeModel(landscape, at)), 'application/yaml');
    },
    link: async () => navigator.clipboard.writeText(window.location.href),
  };
  const run = (key: string, done: string) => () =>
    void files[key]?.().then(
      () => notify({ family: 'connected', title: done }),
      (error: unknown) => notify({ family: 'failed', title: 'Nothing was exported', detail: String(error) }),
    );
  const drawn: MenuAction[] =
    shows.kind === 'matrix'
      ? [
          {
            label: 'Matrix, CSV',
            key: 'matrix',
            icon: 'i-table',
            detail: 'All rows by all columns, as shown; dots are empty',
            run: run('matrix', 'Saved the matrix as CSV'),
          },
        ]
      : [
          {
            label: 'Picture, SVG',
            key: 'svg',
            icon: 'i-map',
            detail: 'What is drawn, at any size',
            run: run('svg', 'Saved the picture as SVG'),
          },
          {
            label: 'Picture, PNG',
            key: 'png',
            icon: 'i-map',
            detail: 'What is drawn, at most 16 megapixels',
            run: run('png', 'Saved the picture as PNG'),
          },
        ];
  return (
    <ActionMenu
      trigger={<Button icon="i-export" iconOnly aria-label={`Export the ${shows.kind}`} />}
      actions={[
        ...drawn,
        'divider',
        {
          label: 'Table, CSV',
          key: 'csv',
          icon: 'i-table',
          detail: !matching
            ? 'All applications and runtimes'
            : shows.kind === 'focus'
              ? 'What is shown here, rows included'
              : 'Everything that matches',
          run: run('csv', 'Saved the table as CSV'),
        },
        {
          label: 'Model, JSON',
          key: 'json',
          icon: 'i-download',
          detail: 'Everything, with exact times',
          run: run('json', 'Saved the model as JSON'),
        },
        {
          label: 'Model, YAML',
          key: 'yaml',
          icon: 'i-download',
          detail: 'Everything, with exact times',
          run: run('yaml', 'Saved the model as YAML'),
        },
        'divider',
        {
          label: 'Copy link',
          key: 'link',
          icon: 'i-link',
          detail: 'This view, with filter, selection, place and moment',
          run: run('link', 'Link copied'),
        },
      ]}
    />
  );
}
