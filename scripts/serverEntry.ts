/** Where the bundle of the server begins: what an older Node cannot load comes after it was told so. */
import './neededNode.js';

await import('../server/main.ts');
