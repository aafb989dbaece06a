/** Pixels of the map at 100 % (mocks/README.md, Space and Lines; tokens.css, map geometry). */
export const cardWidth = 220;
export const cardHeight = 64;
export const rowPitch = 80;
export const firstRow = 48;
export const columns = { applications: 24, scenarios: 400, runtimes: 776 } as const;
export const mapWidth = 1020;
export const channelPitch = 28;
/** Nearest a channel comes to the centre of a scenario card. */
export const channelClearance = cardHeight / 2 + 20;
/** Between scenario cards: room for two channels, so that a line drawn later (allowed, in a draft) finds one. */
export const scenarioPitch = 2 * channelClearance + channelPitch;

/** How far away and how near one may go; below which zoom a card is only a block, and then only a cell. */
export const zoomLimits = { least: 0.04, most: 4 } as const;
/** At text of the usual size. */
export const mostAtUsualText = 2;
export const blockBelow = 0.45;
export const cellBelow = 0.15;
