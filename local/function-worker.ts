/**
 * The Lambda runtime's side of a local function, as CommonJS source for `new Worker(source, { eval: true })`:
 * tsx, jest and plain Node share no module format from which one worker file could be loaded.
 *
 * Like the real runtime it loads the handler once, hands events in and results out as JSON, and takes over
 * standard output. Log lines and results leave by one port, so a log line always arrives before the result
 * of the invocation that wrote it. A handler that can't be loaded is an unhandled rejection: it ends the worker.
 */
export const WORKER_SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');

for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, done) => {
    parentPort.postMessage({ kind: 'log', text: Buffer.from(chunk).toString() });
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
}

function contextOf({ id, deadline }) {
  return {
    awsRequestId: id,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

import(workerData.bundle).then(({ handler }) => {
  if (typeof handler !== 'function') throw new Error('the bundle exports no function named handler');
  parentPort.on('message', async (invocation) => {
    const { id } = invocation;
    try {
      const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
      parentPort.postMessage({ kind: 'result', id, json: JSON.stringify(result) ?? 'null' });
    } catch (error) {
      const errorMessage = error instanceof Error ? error.message : String(error);
      parentPort.postMessage({ kind: 'failure', id, errorMessage });
    }
  });
  parentPort.postMessage({ kind: 'ready' });
});
`;
