import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Invalid } from "../model/errors.ts";
import { createVault, loadMasterKey } from "./vault.ts";

const vault = createVault(randomBytes(32));
const secret = "the refresh token";

test("A6 a sealed secret opens to the letter, and looks different every time", () => {
  const [one, two] = [vault.seal(secret, "here"), vault.seal(secret, "here")];
  assert.equal(vault.open(one, "here"), secret);
  assert.notDeepEqual(one, two);
  assert.ok(!one.includes(secret));
});

test("A6 a sealed secret with any byte changed does not open", () => {
  const sealed = vault.seal(secret, "here");
  for (let at = 0; at < sealed.length; at += 1) {
    const tampered = Buffer.from(sealed);
    tampered.writeUInt8(tampered.readUInt8(at) ^ 1, at);
    assert.throws(() => vault.open(tampered, "here"), `byte ${at}`);
  }
});

test("A6 a sealed secret cut short does not open", () => {
  const sealed = vault.seal(secret, "here");
  for (const length of [0, 1, 60, 61, 88, sealed.length - 1])
    assert.throws(() => vault.open(sealed.subarray(0, length), "here"), `${length} bytes`);
});

test("A6 a secret sealed for one place opens at no other", () => {
  assert.throws(() => vault.open(vault.seal(secret, "connection 1 refreshToken"), "connection 2 refreshToken"), Invalid);
});

test("A6 a secret sealed with another key does not open, and the error says what to do but not the secret", () => {
  const other = createVault(randomBytes(32));
  assert.throws(
    () => other.open(vault.seal(secret, "here"), "here"),
    (error) => error instanceof Invalid && /not the key/.test(error.message) && !error.message.includes(secret),
  );
});

test("A6 the master key is made once, in a file that only its owner reads, and taken from there afterwards", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "muster-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const from = { key: undefined, keyFile: undefined, folder };
  const key = loadMasterKey(from);
  assert.deepEqual(loadMasterKey(from), key);
  assert.equal(statSync(join(folder, "key")).mode & 0o777, 0o600);
});

test("A6 a key of another length, a missing key file and no key at all are refused with the cure", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "muster-"));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "short"), "c2hvcnQ=");
  const nothing = { key: undefined, keyFile: undefined, folder: null };
  assert.throws(() => loadMasterKey({ ...nothing, key: "c2hvcnQ=" }), /32 bytes in base64/);
  assert.throws(() => loadMasterKey({ ...nothing, keyFile: join(folder, "short") }), /32 bytes in base64/);
  assert.throws(() => loadMasterKey({ ...nothing, keyFile: join(folder, "none") }), /no such key file/);
  assert.throws(() => loadMasterKey(nothing), /set MUSTER_KEY/);
});
