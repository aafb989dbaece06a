import { memo, useState } from 'react';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import type { LineMenuOf } from './cardActions.ts';
import type { MapModel } from './model.ts';
import type { DrawnLine, Scene } from './scene.ts';
import styles from './WireBadges.module.css';

interface WireBadgesProps {
  scene: Scene;
  model: MapModel;
  active: string | null;
  onChoose: (line: DrawnLine) => void;
  onPill: (runtimeID: string) => void;
  onGrip: (line: DrawnLine, event: React.PointerEvent) => void;
  /** A press on the end that is no drag. */
  onEnd: (line: DrawnLine) => void;
  onFocused: (id: string) => void;
  /** Pointed at or focused by keyboard; null once it is left. */
  onPointed: (id: string | null) => void;
  menuOf: LineMenuOf;
}

function BadgeGlyph({ line }: { line: DrawnLine }) {
  if (line.mark) return <Icon name={line.mark === 'breaks' ? 'g-disappears' : 'g-appears'} />;
  if (line.family === 'appears') return <Icon name="g-appears" />;
  return <StateGlyph family={line.family} word="" glyphOnly />;
}

interface WireBadgeProps {
  line: DrawnLine;
  ends: string;
  isActive: boolean;
  menuOf: LineMenuOf;
  onChoose: (line: DrawnLine) => void;
  onFocused: (id: string) => void;
  onPointed: (id: string | null) => void;
}

const WireBadge = memo(function WireBadge(props: WireBadgeProps) {
  const { line, ends, isActive, menuOf, onChoose, onFocused, onPointed } = props;
  const itemId = `line:${line.id}`;
  // Like a card, a line gets a menu of its own when somebody comes near.
  const [isNear, setNear] = useState(false);
  const hasMenu = isNear || line.isSelected;
  const actions = hasMenu ? menuOf(line) : [];
  return (
    <span
      className={classes(styles.at, 'nopan')}
      style={{ left: line.middle.x, top: line.middle.y }}
      onPointerEnter={() => {
        setNear(true);
        onPointed(itemId);
      }}
      onPointerLeave={() => onPointed(null)}
    >
      <button
        type="button"
        className={classes(
          styles.badge,
          line.label ? styles.labelled : styles.glyphOnly,
          line.isSelected && styles.selected,
          line.isDimmed && styles.dim,
        )}
        data-map-item={itemId}
        tabIndex={isActive ? 0 : -1}
        aria-pressed={line.isSelected}
        aria-label={`${ends}: ${line.mark ? line.label : line.word}`}
        onClick={() => onChoose(line)}
        onFocus={({ currentTarget }) => {
          setNear(true);
          onFocused(itemId);
          if (currentTarget.matches(':focus-visible')) onPointed(itemId);
        }}
        onBlur={() => onPointed(null)}
      >
        <BadgeGlyph line={line} />
        {line.label}
      </button>
      {actions.length > 0 && (
        <ActionMenu
          position="bottom-start"
          trigger={
            <button
              type="button"
              className={styles.more}
              tabIndex={-1}
              aria-label={`Actions for the line ${ends}`}
              data-item-menu={itemId}
            >
              <Icon name="i-more" />
            </button>
          }
          actions={actions}
        />
      )}
    </span>
  );
});

/** Labels, grips and counts of lines: HTML, so that they scale with text and take focus (mocks/README.md). */
export const WireBadges = memo(function WireBadges(props: WireBadgesProps) {
  const { scene, model, active, onChoose, onPill, onGrip, onEnd, onFocused, onPointed, menuOf } = props;
  const name = (id: string) => model.cards.get(id)?.name ?? '';
  return (
    <>
      {scene.memberships.map(({ id, look, middle }) =>
        look === 'joins' || look === 'leaves' ? (
          <span key={id} className={styles.at} style={{ left: middle.x, top: middle.y }}>
            <span className={classes(styles.badge, styles.glyphOnly)}>
              <Icon name={look === 'joins' ? 'g-appears' : 'g-disappears'} label={look} />
            </span>
          </span>
        ) : null,
      )}
      {scene.lines.map((line) => (
        <WireBadge
          key={line.id}
          line={line}
          ends={`${name(line.applicationID)} to ${name(line.runtimeID)}`}
          isActive={active === `line:${line.id}`}
          menuOf={menuOf}
          onChoose={onChoose}
          onFocused={onFocused}
          onPointed={onPointed}
        />
      ))}
      {scene.pills.map(({ runtimeID, count, at }) => (
        <span key={runtimeID} className={classes(styles.at, 'nopan')} style={{ left: at.x, top: at.y }}>
          <button
            type="button"
            tabIndex={-1}
            className={classes(styles.badge, styles.count)}
            aria-label={`${count} more connections of ${name(runtimeID)} from applications that are not drawn`}
            onClick={() => onPill(runtimeID)}
          >
            +{count}
          </button>
        </span>
      ))}
      {scene.lines.map((line) =>
        line.hasGrip ? (
          <button
            key={line.id}
            type="button"
            tabIndex={-1}
            className={classes(styles.grip, 'nopan')}
            style={{ left: line.end.x, top: line.end.y }}
            aria-label="Move this end to another runtime"
            onPointerDown={(event) => onGrip(line, event)}
            onClick={() => onEnd(line)}
          />
        ) : null,
      )}
    </>
  );
});
