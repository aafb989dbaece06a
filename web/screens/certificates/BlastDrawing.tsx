import { formatPlural } from '../../format/counts.ts';
import { formatDay, formatExactZoned, formatNearDay, formatShortClock } from '../../format/moments.ts';
import { classes } from '../../ui/classes.ts';
import type { IconName } from '../../ui/glyphs/names.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './BlastDrawing.module.css';
import type { Blast } from './blast.ts';
import { type DrawnSide, drawBlast, wayWidth } from './drawing.ts';

const endsIn = (at: number, now: number) =>
  formatDay(at) === formatDay(now) ? `ends ${formatShortClock(at)}` : `ends ${formatNearDay(at, now)}`;

/** Which scenarios no longer reach which Runtimes with a change. Everything in it stands in words beside it. */
export function BlastDrawing({ blast, now }: { blast: Blast; now: number }) {
  const { scenarios, runtimes, wires, height } = drawBlast(blast);
  const words = blast.scenarios.map(({ name, connections }) => `${connections} through ${name}`).join(', ');
  return (
    <div
      className={styles.drawing}
      role="img"
      aria-label={`Connections that freeze at ${blast.runtimes.map(({ name }) => name).join(', ')}: ${words}`}
    >
      <Side side={scenarios} noun="scenario">
        {({ name, connections }) => (
          <Card key={name} icon="k-scenario" name={name} detail={formatPlural(connections, 'connection')} />
        )}
      </Side>
      <svg
        className={styles.lines}
        viewBox={`0 0 ${wayWidth} ${height}`}
        style={{ height: `${height / 16}rem` }}
        aria-hidden="true"
      >
        {wires.map(({ key, path, end }) => (
          <g key={key}>
            <path className={styles.wire} d={path} />
            <path className={styles.end} d={`M${end.x} ${end.y}l-8-4.5v9z`} />
          </g>
        ))}
        {wires.map(({ key, middle: { x, y } }) => (
          <g key={key}>
            <circle className={styles.casing} cx={x} cy={y} r="10" />
            <use href="#g-attention" x={x - 8} y={y - 8} width="16" height="16" />
          </g>
        ))}
      </svg>
      <Side side={runtimes} noun="runtime">
        {({ id, name, notAfter, isOver }) => (
          <Card
            key={id}
            isRoot
            icon="k-runtime"
            name={name}
            title={`${name}, ends ${formatExactZoned(notAfter)}`}
            detail={isOver ? 'frozen already' : endsIn(notAfter, now)}
          />
        )}
      </Side>
    </div>
  );
}

interface SideProps<Item> {
  side: DrawnSide<Item>;
  noun: string;
  children: (item: Item) => React.ReactNode;
}

function Side<Item>({ side: { shown, rest }, noun, children }: SideProps<Item>) {
  return (
    <div className={styles.side}>
      {shown.map(children)}
      {rest.length > 0 && (
        <div className={classes(styles.node, styles.rest)}>{formatPlural(rest.length, `more ${noun}`)}</div>
      )}
    </div>
  );
}

interface CardProps {
  icon: IconName;
  name: string;
  detail: string;
  isRoot?: boolean;
  title?: string;
}

function Card({ icon, name, detail, isRoot, title = name }: CardProps) {
  return (
    <div className={classes(styles.node, isRoot && styles.root)} title={title}>
      <span className={styles.name}>
        <Icon name={icon} />
        <span>{name}</span>
      </span>
      <span className="meta">{detail}</span>
    </div>
  );
}
