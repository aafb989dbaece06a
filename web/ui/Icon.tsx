import { classes } from './classes.ts';
import type { IconName } from './glyphs/names.ts';
import styles from './Icon.module.css';

interface IconProps {
  /** A symbol of glyphs/glyphs.svg, with its prefix. */
  name: IconName;
  /** Spoken name; without it the icon is decoration. */
  label?: string;
  className?: string;
}

/** A stroked 16 px icon in the colour of the text around it. */
export function Icon({ name, label, className }: IconProps) {
  const shared = { className: classes(name.startsWith('g-') ? styles.glyph : styles.icon, className) };
  return label ? (
    <svg {...shared} role="img" aria-label={label}>
      <use href={`#${name}`} />
    </svg>
  ) : (
    <svg {...shared} aria-hidden="true">
      <use href={`#${name}`} />
    </svg>
  );
}
