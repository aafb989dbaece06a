import type { SpecOutline } from './outline.ts';
import { readSpec, type SpecSource } from './readSpec.ts';

export type SpecAnswer = { outline: SpecOutline } | { problem: string };

/** Reads one specification and answers; whoever started it ends it if that takes too long. */
self.onmessage = ({ data }: MessageEvent<SpecSource>) => {
  let answer: SpecAnswer;
  try {
    answer = { outline: readSpec(data) };
  } catch (error) {
    answer = { problem: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(answer);
};

// What it takes to load this file is no fault of the document.
self.postMessage('ready');
