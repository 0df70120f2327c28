import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFolder } from '../../scripts/lib/server.mjs';

let folder = '';
let server: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'irqlanes-'));
  mkdirSync(join(folder, 'dist/captures'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'dist/captures/trace.txt.gz'), 'packed');
  server = await serveFolder(join(folder, 'dist'), 0);
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks for a path exactly as written: `fetch` would tidy `..` away. */
function ask(path: string, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the server of the built page', () => {
  test('listens on the loopback address alone', () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });

  test('sends the page under the content security policy', async () => {
    const { status, headers, body } = await ask('/?embed=1');
    expect([status, body]).toEqual([200, '<!doctype html>']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
  });

  test('sends a packed recording as it is, not as a content encoding', async () => {
    const { headers, body } = await ask('/captures/trace.txt.gz');
    expect(body).toBe('packed');
    expect(headers['content-encoding']).toBeUndefined();
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/captures/..%2f..%2fsecret.txt',
    '/%00',
    '/%zz',
    '/gone',
  ])('answers %s with 404', async (path) => {
    const { status, body } = await ask(path);
    expect([status, body]).toEqual([404, 'Not found\n']);
  });

  test('sends no body for HEAD and refuses to be written to', async () => {
    expect((await ask('/', 'HEAD')).body).toBe('');
    expect((await ask('/', 'POST')).status).toBe(405);
  });

  test('takes the next port if the one asked for is in use', async () => {
    const taken = Number(new URL(server.url).port);
    const second = await serveFolder(join(folder, 'dist'), taken);
    expect(Number(new URL(second.url).port)).toBeGreaterThan(taken);
    await second.close();
  });

  test('closes although a connection is being kept alive', async () => {
    const second = await serveFolder(join(folder, 'dist'), 0);
    await new Promise((resolve) => get(second.url, (response) => response.resume().on('end', resolve)));
    await expect(second.close()).resolves.toBeUndefined();
  });
});
