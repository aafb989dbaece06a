import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { codeTheme } from './codeTheme.ts';

interface CodeEditorProps {
  /** Spoken name. */
  label: string;
  value: string;
  /** Without it the text can be read, selected and folded only. */
  onChange?: (value: string) => void;
  /** The language and what it knows; the same object for as long as it does not change. */
  language: Extension;
  /** Told where the cursor is when Ctrl or Cmd with Enter is pressed. */
  onRun?: (cursor: number) => void;
  /** Stands where nothing is written yet. */
  hint?: string;
  className?: string | undefined;
}

/** Tab leaves it, as it leaves every other field. */
const editing: Extension = [
  history(),
  closeBrackets(),
  autocompletion({ icons: false }),
  indentOnInput(),
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...lintKeymap,
    ...defaultKeymap,
  ]),
];
const reading: Extension = [EditorState.readOnly.of(true), keymap.of([...foldKeymap, ...defaultKeymap])];

/** Code with line numbers, folding and, where it may be changed, completion and undo. */
export function CodeEditor({ label, value, onChange, language, onRun, hint = '', className }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const languagePart = useRef(new Compartment());
  const latest = useRef({ value, language, onChange, onRun });
  const isReadOnly = onChange === undefined;
  useEffect(() => {
    latest.current = { value, language, onChange, onRun };
  });

  useEffect(() => {
    if (!place.current) return;
    const run = (current: EditorView) => {
      latest.current.onRun?.(current.state.selection.main.head);
      return true;
    };
    const created = new EditorView({
      parent: place.current,
      doc: latest.current.value,
      extensions: [
        keymap.of([{ key: 'Mod-Enter', run }]),
        lineNumbers(),
        foldGutter(),
        bracketMatching(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': label,
          tabindex: '0',
          ...(isReadOnly && { 'aria-readonly': 'true' }),
        }),
        placeholder(hint),
        isReadOnly ? reading : editing,
        codeTheme,
        languagePart.current.of(latest.current.language),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
        }),
      ],
    });
    view.current = created;
    return () => created.destroy();
  }, [label, isReadOnly, hint]);

  useEffect(() => {
    const current = view.current;
    if (!current || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    view.current?.dispatch({ effects: languagePart.current.reconfigure(language) });
  }, [language]);

  return <div ref={place} className={className} />;
}
