/** A part of a document in block style, in lines. */
export interface YamlParts {
  /** Everything but the entries of long lists; their keys are in it, without a value. */
  head: string;
  lists: { key: string; parts: { text: string; firstLine: number }[] }[];
}

const listKeys = /^(scenarios|labelDefinitions|templates|rules|applications|runtimes):[ \t]*$/;
const mostEntries = 100;
const mostCharacters = 200_000;

/**
 * Takes the lists of a landscape apart at their entries, so that a long document is read in parts of which each is small.
 * An entry begins where a line has the list's indentation and a dash: inside an entry YAML indents every line further.
 */
export function yamlParts(text: string): YamlParts {
  const head: string[] = [];
  const lists: YamlParts['lists'] = [];
  let indentation: string | null = null;
  let inList = false;
  let entries = 0;
  let characters = 0;

  const isEntry = (line: string): boolean => {
    if (indentation === null) {
      const found = /^( *)-(?: |$)/.exec(line);
      if (found) indentation = found[1] ?? '';
      return found !== null;
    }
    const rest = line.startsWith(indentation) ? line.slice(indentation.length) : '';
    return rest.startsWith('- ') || rest === '-';
  };
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const list = lists.at(-1);
    const part = list?.parts.at(-1);
    const beginsEntry = inList && isEntry(line);
    if (inList && !beginsEntry && /^[^\s#-]/.test(line)) inList = false;
    if (!inList) {
      head.push(line);
      const key = listKeys.exec(line)?.[1];
      if (key === undefined) continue;
      lists.push({ key, parts: [] });
      inList = true;
      indentation = null;
    } else if (!part || (beginsEntry && (entries >= mostEntries || characters >= mostCharacters))) {
      list?.parts.push({ text: line, firstLine: at });
      entries = beginsEntry ? 1 : 0;
      characters = line.length;
    } else {
      part.text += `\n${line}`;
      if (beginsEntry) entries += 1;
      characters += line.length;
    }
  }
  return { head: head.join('\n'), lists };
}
