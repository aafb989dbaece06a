import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Weights and shades of ink: the colours belong to states. */
const highlight = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.definitionKeyword, tags.modifier, tags.bool, tags.null],
    fontWeight: 'var(--weight-strong)',
  },
  { tag: [tags.attributeName, tags.variableName, tags.number, tags.integer, tags.float], color: 'var(--c-ink-2)' },
  { tag: tags.string, color: 'var(--c-ink-2)' },
  { tag: tags.lineComment, color: 'var(--c-ink-3)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.paren, tags.brace, tags.separator], color: 'var(--c-ink-3)' },
]);

const mark = (colour: string) => ({
  backgroundImage: 'none',
  textDecoration: `underline wavy ${colour}`,
  textUnderlineOffset: '3px',
});
const raised = {
  border: '1px solid var(--c-line-control)',
  borderRadius: 'var(--r-control)',
  backgroundColor: 'var(--c-raised)',
  color: 'var(--c-ink-1)',
  boxShadow: 'var(--shadow-menu)',
};

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--c-ink-1)', backgroundColor: 'var(--c-surface)', fontSize: '0.75rem' },
  '&.cm-focused': { outline: '0' },
  // Above the line numbers, which stay in place while the text scrolls.
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    zIndex: '210',
    border: '2px solid var(--c-ink-1)',
    pointerEvents: 'none',
  },
  '.cm-placeholder': { color: 'var(--c-ink-3)' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.25rem' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--c-ink-1)', outline: '0', boxShadow: 'none' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--c-surface)', color: 'var(--c-ink-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '28px' },
  '.cm-foldPlaceholder': {
    margin: '0 4px',
    padding: '0 4px',
    border: '1px solid var(--c-line-control)',
    backgroundColor: 'var(--c-sunken)',
    color: 'var(--c-ink-2)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--c-selected)',
    outline: '1px solid var(--c-line-control)',
  },
  '.cm-lintRange-error': mark('var(--c-failed)'),
  '.cm-lintRange-warning': mark('var(--c-attention)'),
  '.cm-tooltip': raised,
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '16rem' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', lineHeight: '1.25rem' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--c-ink-1)', color: 'var(--c-on-ink)' },
  '.cm-completionDetail': { marginLeft: '12px', fontStyle: 'normal', opacity: '0.8' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: 'var(--weight-strong)' },
  '.cm-tooltip.cm-completionInfo': { maxWidth: '320px', padding: '8px 12px', fontFamily: 'var(--font-ui)' },
  '.cm-diagnostic': { padding: '6px 12px', borderLeft: '0', fontFamily: 'var(--font-ui)' },
  '.cm-panels': { backgroundColor: 'var(--c-sunken)', color: 'var(--c-ink-1)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--c-selected)', color: 'var(--c-ink-1)' },
});

/** Light and dark come with the tokens. */
export const codeTheme: Extension = [look, syntaxHighlighting(highlight)];
