import { parentPort } from 'node:worker_threads';
import { fileOfArchive, fileOfIndex } from './choice.ts';
import { judge } from './judge.ts';
import { SpecProblem } from './specProblem.ts';
import type { Answer, Task } from './specs.ts';
import { jsonOf } from './yaml.ts';

/** Everything that reads hostile documents runs here, off the event loop of the server and under its watch. */
function answerTo(task: Task): string | null {
  switch (task.kind) {
    case 'judge':
      return judge(task.claim);
    case 'archive':
      return fileOfArchive(task.bytes, task.filter, task.mostBytes);
    case 'index':
      return fileOfIndex(task.bytes, task.filter);
    case 'yaml':
      return jsonOf(task.text);
  }
}

function run(task: Task): Answer {
  try {
    return { value: answerTo(task) };
  } catch (error) {
    if (error instanceof SpecProblem) return { problem: error.message };
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (task: Task) => parentPort?.postMessage(run(task)));
