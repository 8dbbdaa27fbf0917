import { autocompletion, closeBrackets, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { EditorSelection, EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { FindingView, PlaybookWords } from '../../lib/api/types';
import { complete } from './completion';

/** What the code of an editor tells the screen. */
export interface CodeOptions {
  text: string;
  label: string;
  words: () => PlaybookWords | null;
  onchange: (text: string) => void;
}

/** The text of a playbook as it is written. Its styles live in a shadow root: the window takes none from a script. */
export class Code {
  readonly #view: EditorView;

  constructor(host: HTMLElement, options: CodeOptions) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    this.#view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({ doc: options.text, extensions: extensions(options) }),
    });
  }

  /** Marks what was found, each at its place. */
  mark(findings: readonly FindingView[]): void {
    const { state } = this.#view;
    this.#view.dispatch(setDiagnostics(state, findings.map((finding) => diagnostic(state.doc, finding))));
  }

  /** Puts the cursor where something was found. */
  goTo(found: Pick<FindingView, 'line' | 'column'>): void {
    const at = place(this.#view.state.doc, found.line, found.column);
    this.#view.dispatch({ selection: EditorSelection.cursor(at), effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}

function extensions(options: CodeOptions) {
  return [
    lineBreaks(options.text),
    lineNumbers(),
    history(),
    drawSelection({ cursorBlinkRate: 0 }),
    highlightActiveLine(),
    closeBrackets(),
    search({ top: true }),
    markdown(),
    syntaxHighlighting(COLOURS),
    lintGutter(),
    autocompletion({ override: [(context) => completions(context, options.words())], icons: false }),
    keymap.of([...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'true', tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onchange(update.state.sliceDoc());
    }),
    LOOK,
  ];
}

/** Keeps the line ends of a file that was written elsewhere. */
function lineBreaks(text: string) {
  const windows = text.match(/\r\n/g)?.length ?? 0;
  const all = text.match(/\n/g)?.length ?? 0;
  return windows > all / 2 ? EditorState.lineSeparator.of('\r\n') : [];
}

/** The offset of a line and a column, both from 1, the column in characters. */
export function place(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.max(1, Math.min(line, doc.lines)));
  const before = [...found.text].slice(0, Math.max(0, column - 1)).join('');
  return Math.min(found.from + before.length, found.to);
}

function diagnostic(doc: Text, finding: FindingView): Diagnostic {
  const from = place(doc, finding.line, finding.column);
  const to = place(doc, finding.end_line, finding.end_column);
  return { from, to: Math.max(from, to), severity: finding.severity, source: finding.rule, message: finding.message };
}

function completions(context: CompletionContext, words: PlaybookWords | null): CompletionResult | null {
  if (words === null) return null;
  const { doc } = context.state;
  const line = doc.lineAt(context.pos);
  const above = doc.sliceString(0, Math.max(0, line.from - 1)).split('\n');
  const found = complete(
    { before: line.text.slice(0, context.pos - line.from), above: line.number === 1 ? [] : above, text: doc.toString() },
    words,
  );
  return found && { from: line.from + found.from, options: found.options, validFor: /^[\w.&+-]*$/ };
}

const COLOURS = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '650', color: 'var(--ink)' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--here)' },
  { tag: [tags.monospace, tags.processingInstruction, tags.comment, tags.meta, tags.quote], color: 'var(--ink-3)' },
]);

const LOOK = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink-2)', fontSize: 'var(--size-13)' },
  '&.cm-focused': { outline: '2px solid var(--here)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--here-soft)' },
  '.cm-panels, .cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', borderColor: 'var(--line-strong)' },
  '.cm-tooltip': { border: '1px solid var(--line-strong)', borderRadius: 'var(--radius)' },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '220px' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', minHeight: '24px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--here)', color: 'var(--on-here)' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'inherit', opacity: '0.85', fontFamily: 'var(--font)' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '0', fontFamily: 'var(--font)', maxWidth: '60ch' },
  '.cm-diagnosticSource': { fontSize: 'var(--size-12)', color: 'var(--ink-3)' },
  // The marks of the package itself are pictures in its styles, which the window does not load.
  '.cm-lint-marker-error, .cm-lint-marker-warning': { content: 'normal', width: 'auto', height: 'auto', fontWeight: '700' },
  '.cm-lint-marker-error': { color: 'var(--critical)' },
  '.cm-lint-marker-error::before': { content: '"✕"' },
  '.cm-lint-marker-warning': { color: 'var(--attention)' },
  '.cm-lint-marker-warning::before': { content: '"!"' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--critical)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--attention)' },
  '.cm-panel input, .cm-panel button, .cm-panel label': { fontFamily: 'var(--font)', fontSize: 'var(--size-13)', color: 'var(--ink)' },
  '.cm-textfield, .cm-button': { backgroundColor: 'var(--surface)', backgroundImage: 'none', border: '1px solid var(--line-strong)', borderRadius: 'var(--radius)' },
});
