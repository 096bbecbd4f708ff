import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { DirectoryRefused } from "../../model/errors.ts";
import { createInstantClock } from "../testing/instant-clock.ts";
import { createRequester } from "./create-requester.ts";

const certificate = createCertificate();
const skip = certificate === null ? "openssl is not installed" : false;

test("G1 a directory behind one's own certificate authority is refused with the cure until the authority is trusted", {
  skip,
}, async () => {
  assert.ok(certificate);
  const server = createServer(certificate, (_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}'),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A listening TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const url = `https://localhost:${port}/`;
  const signal = new AbortController().signal;
  const requester = createRequester({ pace: { atOnce: 1, perMinute: 100 }, signal, retryReason: () => null, clock: createInstantClock() });
  try {
    const refused = await requester.get(url).catch((error: unknown) => error);
    assert.ok(refused instanceof DirectoryRefused, String(refused));
    assert.equal(refused.because, "configuration");
    assert.match(refused.message, /NODE_EXTRA_CA_CERTS/);
    assert.equal(requester.requestCount(), 1);
    setDefaultCACertificates([...getCACertificates("default"), certificate.cert]);
    assert.deepEqual((await requester.get(url)).json, { ok: true });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A certificate for localhost that nobody has signed but itself; null without openssl. */
function createCertificate(): { key: string; cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), "muster-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  try {
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2", ...subject], {
      stdio: "ignore",
    });
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
