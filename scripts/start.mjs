/** `npm start`: installs what is missing, builds the page and the command line, and serves the page on the loopback address. */
import { buildCommand, buildPage } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ROOT } from './lib/process.mjs';
import { serveFolder } from './lib/server.mjs';

const DEFAULT_PORT = 4747;

/** @returns {number} the port asked for by the environment, else the default */
function wantedPort() {
  const asked = process.env.PORT;
  if (asked === undefined || asked === '') return DEFAULT_PORT;
  const port = Number(asked);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  console.error(`PORT=${asked} is no port: give a number from 0 (any free one) to 65535.`);
  return process.exit(2);
}

const port = wantedPort();
await ensureDependencies();
for (const build of [buildPage, buildCommand]) {
  const code = await build();
  if (code !== 0) process.exit(code);
}
const server = await serveFolder(`${ROOT}dist`, port);
console.log(`irqlanes is at ${server.url} (Ctrl-C stops it)`);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    void server.close().then(() => process.exit(0));
  });
}
