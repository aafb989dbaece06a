/**
 * Ends a Node that cannot run us, in words. Such a Node has to be able to read this file: it is JavaScript, and imports nothing.
 * What an older one lacks: TypeScript (22.18, 23.6), and what libraries ask for (undici: 22.19).
 */
const [major, minor] = process.versions.node.split('.').map(Number);

if (!(major >= 24 || (major === 22 && minor >= 19))) {
  process.stderr.write(
    `Compass needs Node.js 24 or newer, or 22 from 22.19 on; this is ${process.versions.node}.\n` +
      'Start it by npm after `npm ci`, which brings a Node of its own; if you did, install scripts are switched off: see `npm config get ignore-scripts`.\n',
  );
  process.exit(1);
}
