import { groupHead, groupRow } from '../map/focus/focusLayout.ts';
import type { Layout } from '../map/layout.ts';
import { cardHeight, cardWidth, columns, mapWidth } from '../map/measures.ts';
import type { MapCard } from '../map/model.ts';
import type { DrawnLine, DrawnMembership, Scene } from '../map/scene.ts';
import type { Family } from '../map/words.ts';

/** Colours as the page resolves them. */
export interface Ink {
  canvas: string;
  surface: string;
  ink: string;
  muted: string;
  border: string;
  membership: string;
  states: Readonly<Record<Family, string>>;
}

/** Cards by name and state in rows below each other, the first of them shown. */
export interface PictureGroup {
  id: string;
  title: string;
  rows: readonly MapCard[];
  shown: number;
}

export interface Picture {
  title: string;
  /** What the picture shows and when: `Showing 300 of 9,812, 12 Nov 2026, 09:30 UTC`. */
  note: string;
  cards: readonly MapCard[];
  groups: readonly PictureGroup[];
  layout: Layout;
  scene: Scene;
  ink: Ink;
}

const margin = 24;
const foot = 40;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** The map as a picture of its own, from the same layout and lines as on the screen. */
export function mapSvg({ title, note, cards, groups, layout, scene, ink }: Picture): {
  svg: string;
  width: number;
  height: number;
} {
  const width = mapWidth;
  const height = Math.ceil(layout.height) + margin + foot;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${ink.canvas}"/>`,
    ...heads(ink),
    ...scene.memberships.map((line) => membership(line, ink)),
    ...scene.lines.map((line) => connection(line, ink)),
    ...cards.flatMap((card) => cardOf(card, layout, ink)),
    ...groups.flatMap((group) => groupOf(group, layout, ink)),
    ...scene.lines.flatMap((line) => badge(line, ink)),
    `<text x="${margin}" y="${height - 16}" fill="${ink.muted}">${escaped(`${title}. ${note}`)}</text>`,
    '</svg>',
  ];
  return { svg: parts.join('\n'), width, height };
}

const heads = (ink: Ink): string[] =>
  [
    ['Applications', columns.applications],
    ['Scenarios', columns.scenarios],
    ['Runtimes', columns.runtimes],
  ].map(([text, x]) => `<text x="${x}" y="30" font-size="13" font-weight="600" fill="${ink.ink}">${text}</text>`);

function membership({ path, look }: DrawnMembership, ink: Ink): string {
  const isNew = look === 'joins';
  const isStrong = isNew || look === 'leaves' || look === 'strong';
  const outer = `<path d="${path}" fill="none" stroke="${isStrong ? ink.ink : ink.membership}" stroke-width="${isNew ? 5 : 1}"/>`;
  return isNew ? `${outer}<path d="${path}" fill="none" stroke="${ink.canvas}" stroke-width="2.5"/>` : outer;
}

function colourOf(family: DrawnLine['family'], ink: Ink): string {
  return family === 'appears' ? ink.ink : ink.states[family];
}

function connection({ path, family, end, isDimmed }: DrawnLine, ink: Ink): string {
  const colour = colourOf(family, ink);
  const thick = family === 'failed' ? 3 : family === 'idle' || family === 'unknown' ? 1 : family === 'appears' ? 6 : 2;
  const wire = [
    `<path d="${path}" fill="none" stroke="${ink.canvas}" stroke-width="${thick + 4}"/>`,
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${thick}"/>`,
    ...(family === 'appears' ? [`<path d="${path}" fill="none" stroke="${ink.canvas}" stroke-width="3"/>`] : []),
  ];
  const { x, y } = end;
  const tip =
    family === 'failed'
      ? `<path d="M${x - 20} ${y - 4}l8 8m0-8-8 8" stroke="${colour}" stroke-width="2.5" fill="none"/>`
      : family === 'pending'
        ? `<path d="M${x - 8} ${y - 5}l7 5-7 5" stroke="${colour}" stroke-width="2" fill="none"/>`
        : family === 'idle' || family === 'unknown'
          ? `<circle cx="${x - 4}" cy="${y}" r="3.5" stroke="${colour}" fill="${ink.canvas}"/>`
          : `<path d="M${x} ${y}l-8-4.5v9z" fill="${colour}"/>`;
  return `<g${isDimmed ? ' opacity="0.4"' : ''}>${wire.join('')}${tip}</g>`;
}

/** A state in one colour, by shape: disc with tick, ring with hand, triangle, octagon, hollow disc. */
function glyph(family: Family | 'appears' | 'breaks', x: number, y: number, ink: Ink): string {
  const at = `transform="translate(${x} ${y})"`;
  const stroke = (colour: string) => `fill="none" stroke="${colour}" stroke-width="1.5"`;
  if (family === 'appears')
    return `<g ${at}><circle r="6.5" ${stroke(ink.ink)}/><path d="M-3 0h6M0-3v6" ${stroke(ink.ink)}/></g>`;
  if (family === 'breaks')
    return `<g ${at}><circle r="7" fill="${ink.ink}"/><path d="M-2.5-2.5l5 5m0-5-5 5" ${stroke(ink.surface)}/></g>`;
  const colour = ink.states[family];
  const cut = stroke(ink.surface);
  const shapes: Record<Family, string> = {
    connected: `<circle r="7" fill="${colour}"/><path d="M-3 0l2 2.5 4-5" ${cut}/>`,
    pending: `<circle r="6.5" ${stroke(colour)}/><path d="M0-4v4l3 2" ${stroke(colour)}/>`,
    attention: `<path d="M0-7l7.5 13h-15z" fill="${colour}"/><path d="M0-2.5v4m0 1.5v1.5" ${cut}/>`,
    failed: `<path d="M-3-7h6l4 4v6l-4 4h-6l-4-4v-6z" fill="${colour}"/><path d="M-2.5-2.5l5 5m0-5-5 5" ${cut}/>`,
    idle: `<circle r="6" ${stroke(colour)}/>`,
    unknown: `<circle r="6" ${stroke(colour)}/><text y="4" text-anchor="middle" font-size="10" fill="${colour}">?</text>`,
  };
  return `<g ${at}>${shapes[family]}</g>`;
}

function cardOf(card: MapCard, layout: Layout, ink: Ink): string[] {
  const place = layout.cards.get(card.id);
  if (!place) return [];
  const { x, y } = place;
  const second = card.mark || card.kind !== 'SCENARIO' ? card.word : card.detail;
  const hasGlyph = card.mark !== null || card.kind !== 'SCENARIO';
  const chips = card.chips.map(({ name }) => name).join(', ');
  const struck = card.mark === 'breaks' ? ' text-decoration="line-through"' : '';
  return [
    `<rect x="${x}" y="${y}" width="${cardWidth}" height="${cardHeight}" rx="8" fill="${ink.surface}" stroke="${ink.border}"/>`,
    `<text x="${x + 12}" y="${y + 24}" font-size="14" font-weight="600" fill="${ink.ink}"${struck}>${escaped(shorten(card.name, 26))}</text>`,
    ...(hasGlyph ? [glyph(card.mark ?? card.family, x + 19, y + 44, ink)] : []),
    `<text x="${x + (hasGlyph ? 32 : 12)}" y="${y + 48}" fill="${ink.muted}">${escaped(shorten(second, 30))}</text>`,
    ...(chips && !card.mark
      ? [
          `<text x="${x + cardWidth - 12}" y="${y + 48}" text-anchor="end" fill="${ink.muted}">${escaped(shorten(chips, Math.max(3, 28 - second.length)))}</text>`,
        ]
      : []),
  ];
}

function groupOf({ id, title, rows, shown }: PictureGroup, layout: Layout, ink: Ink): string[] {
  const place = layout.cards.get(id);
  if (!place) return [];
  const { x, y } = place;
  const more = rows.length - shown;
  const height = groupHead + shown * groupRow + (more > 0 ? groupRow : 8);
  const row = ({ name, family, word, detail }: MapCard, at: number): string[] => {
    const middle = y + groupHead + at * groupRow + groupRow / 2;
    return [
      glyph(family, x + 19, middle, ink),
      `<text x="${x + 32}" y="${middle + 4}" fill="${ink.ink}">${escaped(shorten(name, 17))}</text>`,
      `<text x="${x + cardWidth - 12}" y="${middle + 4}" text-anchor="end" fill="${ink.muted}">${escaped(shorten(word || detail, 13))}</text>`,
    ];
  };
  return [
    `<rect x="${x}" y="${y}" width="${cardWidth}" height="${height}" rx="8" fill="${ink.surface}" stroke="${ink.border}"/>`,
    `<text x="${x + 12}" y="${y + 25}" font-weight="600" fill="${ink.ink}">${escaped(title)}</text>`,
    `<text x="${x + cardWidth - 12}" y="${y + 25}" text-anchor="end" fill="${ink.muted}">${rows.length}</text>`,
    ...rows.slice(0, shown).flatMap(row),
    ...(more > 0
      ? [`<text x="${x + 32}" y="${y + height - 10}" fill="${ink.muted}">${more.toLocaleString('en')} more</text>`]
      : []),
  ];
}

function badge({ middle, label, mark, family }: DrawnLine, ink: Ink): string[] {
  const width = 24 + (label ? label.length * 6.4 + 10 : 0);
  const left = middle.x - width / 2;
  const shape = mark ?? (family === 'appears' ? 'appears' : family);
  return [
    `<rect x="${left}" y="${middle.y - 12}" width="${width}" height="24" rx="12" fill="${ink.surface}" stroke="${label ? ink.border : ink.canvas}"/>`,
    glyph(shape, left + 12, middle.y, ink),
    ...(label ? [`<text x="${left + 24}" y="${middle.y + 4}" fill="${ink.ink}">${escaped(label)}</text>`] : []),
  ];
}
