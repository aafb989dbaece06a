import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import type { IconName } from './glyphs/names.ts';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import { Tooltip } from './Tooltip.tsx';

interface ButtonLook {
  tone?: 'primary' | 'default' | 'quiet';
  size?: 'small' | 'default' | 'tall';
  icon?: IconName;
  /** Fills the width it is given. */
  wide?: boolean;
  children?: ReactNode;
}

/** With `href` it is a link that looks like a button. `iconOnly` needs `aria-label`, which is also its tooltip. */
type ButtonProps = ButtonLook &
  (
    | ({ href?: undefined; iconOnly?: false } & ComponentProps<'button'>)
    | ({ href?: undefined; iconOnly: true; 'aria-label': string } & ComponentProps<'button'>)
    | ({ href: string; iconOnly?: false } & ComponentProps<'a'>)
    | ({ href: string; iconOnly: true; 'aria-label': string } & ComponentProps<'a'>)
  );

export function Button(props: ButtonProps) {
  const { tone = 'default', size = 'default', icon, wide, iconOnly, className, children, ...rest } = props;
  const look = classes(
    styles.button,
    styles[tone],
    size !== 'default' && styles[size],
    wide && styles.wide,
    iconOnly && styles.iconOnly,
    className,
  );
  const content = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  );
  const control =
    rest.href !== undefined ? (
      <Link {...rest} className={look}>
        {content}
      </Link>
    ) : (
      <button type="button" {...rest} className={look}>
        {content}
      </button>
    );
  return iconOnly && rest['aria-label'] ? <Tooltip label={rest['aria-label']}>{control}</Tooltip> : control;
}
