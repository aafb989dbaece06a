import type { ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import styles from './Markdown.module.css';

type LinkProps = ComponentProps<'a'> & { node?: unknown };
type ImageProps = ComponentProps<'img'> & { node?: unknown };

/** Only addresses of other sites are links: a relative one would lead somewhere within the console. */
function SafeLink({ href, children }: LinkProps) {
  return href && /^(https?|mailto):/i.test(href) ? (
    <a className="text-link" href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  );
}

/** Pictures stay where they are: the page fetches nothing because a text says so. */
function PictureLink({ src, alt }: ImageProps) {
  const name = alt ? `Picture: ${alt}` : 'Picture';
  return typeof src === 'string' ? <SafeLink href={src}>{name}</SafeLink> : <span>{name}</span>;
}

const components: Components = {
  a: SafeLink,
  img: PictureLink,
  // The page has its own headings above.
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
  table: ({ children }) => (
    <div className={styles.scroll}>
      <table>{children}</table>
    </div>
  ),
};

const plugins = [remarkGfm];

/** CommonMark with tables, as elements; HTML in it is shown as text. */
export default function MarkdownText({ text }: { text: string }) {
  return (
    <div className={styles.markdown}>
      <ReactMarkdown remarkPlugins={plugins} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
