import { memo } from 'react';
import { classes } from '../ui/classes.ts';
import styles from './LineLayer.module.css';
import { mapWidth } from './measures.ts';
import type { DrawnLine, DrawnMembership, Scene } from './scene.ts';

/** Ends 7 px before the border it points at. */
export function LineEnd({ family, x, y }: { family: DrawnLine['family']; x: number; y: number }) {
  switch (family) {
    case 'pending':
      return <path className={styles.endOpen} d={`M${x - 8} ${y - 5}l7 5-7 5`} />;
    case 'failed':
      return <path className={styles.endX} d={`M${x - 20} ${y - 4}l8 8m0-8-8 8`} />;
    case 'idle':
    case 'unknown':
      return <circle className={styles.endDot} cx={x - 4} cy={y} r="3.5" />;
    case 'appears':
      return <path className={styles.arrow} d={`M${x} ${y}l-10-6v12z`} />;
    default:
      return <path className={styles.end} d={`M${x} ${y}l-8-4.5v9z`} />;
  }
}

const ConnectionLine = memo(function ConnectionLine({ line }: { line: DrawnLine }) {
  const { family, path, end, isDimmed, isLit } = line;
  return (
    <g className={classes(styles[family], isDimmed && styles.dim)}>
      {isLit && <path className={styles.halo} d={path} />}
      <path className={styles.casing} d={path} />
      {family === 'appears' ? (
        <>
          <path className={styles.outer} d={path} />
          <path className={styles.inner} d={path} />
        </>
      ) : (
        <path className={styles.wire} d={path} />
      )}
      <LineEnd family={family} x={end.x} y={end.y} />
      {/* Pointer convenience only, handled by the canvas: the badge of the line is the button. */}
      <path className={styles.hit} d={path} data-line={line.id} />
    </g>
  );
});

const MembershipPath = memo(function MembershipPath({ line }: { line: DrawnMembership }) {
  if (line.look !== 'joins') return <path className={classes(styles.membership, styles[line.look])} d={line.path} />;
  return (
    <g>
      <path className={styles.thinOuter} d={line.path} />
      <path className={styles.thinInner} d={line.path} />
    </g>
  );
});

interface LineLayerProps {
  scene: Scene;
  height: number;
}

/** All lines in one picture below the cards: memberships, connections, the selected one last. */
export const LineLayer = memo(function LineLayer({ scene, height }: LineLayerProps) {
  return (
    <svg className={styles.layer} width={mapWidth} height={height} aria-hidden="true">
      {scene.memberships.map((line) => (
        <MembershipPath key={line.id} line={line} />
      ))}
      {scene.lines.map((line) => (
        <ConnectionLine key={line.id} line={line} />
      ))}
      {scene.pills.map(({ runtimeID, at }) => (
        <g key={runtimeID} className={styles.idle}>
          <path
            className={styles.wire}
            d={`M${at.x} ${at.y - 10}C${at.x} ${at.y - 26} ${at.x + 8} ${at.y - 18} ${at.x + 31} ${at.y - 18}`}
          />
        </g>
      ))}
    </svg>
  );
});
