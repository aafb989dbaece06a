import { useMemo } from 'react';
import type { Index } from '../../../landscape/impact.ts';
import { Button } from '../../ui/Button.tsx';
import { InspectorSection } from '../../ui/Inspector.tsx';
import { CutName } from '../CutName.tsx';
import type { MapCard, MapModel } from '../model.ts';
import { Box } from './Box.tsx';
import styles from './MatrixMiniature.module.css';
import { cellOf, linesById } from './matrixModel.ts';
import { miniatureOf } from './miniature.ts';

interface MatrixMiniatureProps {
  model: MapModel;
  index: Index;
  member: MapCard;
  scenario: string;
  /** Shows all of it. */
  onSwitch: () => void;
}

/** Who is connected to whom around this cell, and the way to the matrix that shows it of all. */
export function MatrixMiniature({ model, index, member, scenario, onSwitch }: MatrixMiniatureProps) {
  const { applications, runtimes } = useMemo(
    () => miniatureOf(model, index, member, scenario),
    [model, index, member, scenario],
  );
  const lines = useMemo(() => linesById(model), [model]);
  if (applications.length === 0 || runtimes.length === 0) return null;
  return (
    <InspectorSection
      title="Runtimes as columns"
      aside={
        <Button tone="quiet" size="small" onClick={onSwitch}>
          Switch
        </Button>
      }
    >
      <table className={styles.preview} aria-label="Applications by runtimes, around this cell">
        <thead>
          <tr>
            <td />
            {runtimes.map(({ id, name }) => (
              <th key={id} scope="col" title={name}>
                <CutName name={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {applications.map((row) => (
            <tr key={row.id}>
              <th scope="row" title={row.name}>
                <CutName name={row.name} />
              </th>
              {runtimes.map((column) => {
                const { look, words } = cellOf(index, row, column, lines, null);
                return (
                  <td key={column.id} title={words}>
                    <Box look={look} />
                    <span className="visually-hidden">{words}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta">A dot is forbidden, a hollow disc allowed but not connected.</p>
    </InspectorSection>
  );
}
