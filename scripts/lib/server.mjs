import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { SECURITY_HEADERS } from './policy.mjs';

const HOST = '127.0.0.1';
const PORTS_TRIED = 20;

/**
 * Types by file extension. A `.gz` is sent as it is and never as a content encoding: the page unpacks it itself.
 * @type {Readonly<Record<string, string>>}
 */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves a folder on the loopback address with the page's security headers.
 * @param {string} folder
 * @param {number} port the first port to try; 0 lets the system choose
 * @returns {Promise<{ readonly url: string, close(): Promise<void> }>} `url` ends in a slash
 * @throws if none of the ports from `port` on is free
 */
export async function serveFolder(folder, port) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    void answer(root, request, response);
  });
  const used = await listen(server, port);
  return {
    url: `http://${HOST}:${used}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} first
 * @returns {Promise<number>} the port that it listens on
 */
async function listen(server, first) {
  for (let port = first; port < first + PORTS_TRIED; port++) {
    const problem = await listenOn(server, port);
    if (problem === undefined) return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
    if (problem.code !== 'EADDRINUSE' && problem.code !== 'EACCES') throw problem;
  }
  throw new Error(`no free port from ${first} to ${first + PORTS_TRIED - 1}: set PORT to a free one`);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<NodeJS.ErrnoException | undefined>} what went wrong
 */
function listenOn(server, port) {
  return new Promise((done) => {
    server.once('error', done);
    server.listen(port, HOST, () => {
      server.removeListener('error', done);
      done(undefined);
    });
  });
}

/**
 * @param {string} root
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(root, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const path = await fileFor(root, request.url ?? '/');
  if (path === undefined) return refuse(response, 404);
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  createReadStream(path)
    .on('error', () => response.destroy())
    .pipe(response);
}

/**
 * The file that a request names, if it lies in the folder.
 * @param {string} root
 * @param {string} url
 * @returns {Promise<string | undefined>}
 */
async function fileFor(root, url) {
  const wanted = pathOf(url);
  if (wanted === undefined) return undefined;
  const path = resolve(join(root, wanted));
  if (path !== root && !path.startsWith(root + sep)) return undefined;
  const info = await stat(path).catch(() => undefined);
  if (info?.isFile()) return path;
  if (!info?.isDirectory()) return undefined;
  const index = join(path, 'index.html');
  return (await stat(index).catch(() => undefined))?.isFile() ? index : undefined;
}

/**
 * @param {string} url of a request, with or without a query
 * @returns {string | undefined} undefined if it cannot be decoded
 */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/u)[0]);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {404 | 405} status
 */
function refuse(response, status) {
  response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' });
  response.end(status === 404 ? 'Not found\n' : 'Only GET and HEAD\n');
}
