import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { Invalid } from "../../model/errors.ts";
import { findOauthClientIdFault, shortenOauthClientId } from "./oauth-client-id.ts";
import { parseEndpoints } from "./parse-endpoints.ts";
import { parseServiceAccountKey } from "./parse-service-account-key.ts";
import { findRedirectUriFault } from "./redirect-uri.ts";
import { findMissingScopes, listConsentScopes, listDirectoryScopes } from "./scopes.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const keyFile = {
  type: "service_account",
  client_email: "sync@p.iam.gserviceaccount.com",
  private_key: pem,
  private_key_id: "k1",
  client_id: "1000",
};

test("G1 reads the key file of a service account", () => {
  const key = parseServiceAccountKey(JSON.stringify(keyFile));
  assert.deepEqual(key, { clientEmail: keyFile.client_email, privateKey: pem, privateKeyId: "k1", numericClientId: "1000" });
});

const wrongFiles: readonly [string, string, RegExp][] = [
  ["an OAuth client's file", JSON.stringify({ web: { client_id: "x", client_secret: "s3cret" } }), /OAuth client/],
  ["a person's own sign-in", JSON.stringify({ type: "authorized_user", refresh_token: "s3cret" }), /own sign-in/],
  ["workload identity", JSON.stringify({ type: "external_account" }), /workload identity/],
  ["a bare key", pem, /bare private key/],
  ["half a file", JSON.stringify(keyFile).slice(0, 200), /complete JSON/],
  ["nothing", " ", /empty/],
  ["something else", "PK\u0003", /not a JSON file/],
  ["a list", "[1]", /not a JSON file/],
  ["no private key", JSON.stringify({ ...keyFile, private_key: undefined }), /no private_key/],
  ["no address", JSON.stringify({ ...keyFile, client_email: undefined }), /no client_email/],
  ["a damaged key", JSON.stringify({ ...keyFile, private_key: "s3cret" }), /cannot be read/],
];
for (const [name, file, says] of wrongFiles) {
  test(`G1 says what a credential file is instead: ${name}`, () => {
    assert.throws(
      () => parseServiceAccountKey(file),
      (error) =>
        error instanceof Invalid && says.test(error.message) && !error.message.includes("s3cret") && !error.message.includes("BEGIN"),
    );
  });
}

test("G1 wants the whole client id, and tells what was pasted instead", () => {
  assert.equal(findOauthClientIdFault("123-abc.apps.googleusercontent.com"), null);
  for (const [given, says] of [
    ["123-abc", /incomplete/],
    ["GOCSPX-abc", /secret/],
    ["", /Enter/],
    ["a@b.iam.gserviceaccount.com", /e-mail/],
    ["114511147312345678901", /service account/],
    ["hello world.apps.googleusercontent.com", /digits/],
  ] as const)
    assert.match(findOauthClientIdFault(given)?.says ?? "", says);
  assert.equal(shortenOauthClientId("123-abc.apps.googleusercontent.com"), "123-abc");
});

test("G2 tells beforehand which redirect addresses Google refuses", () => {
  for (const fine of ["https://desk.example.org/auth/google", "http://localhost:8080/x", "http://127.0.0.1:8080/x"])
    assert.equal(findRedirectUriFault(fine), null);
  for (const [address, says] of [
    ["http://desk.example.org/x", /https/],
    ["https://desk.local/x", /\.local/],
    ["https://192.168.1.4/x", /network addresses/],
    ["https://[2001:db8::1]/x", /network addresses/],
    ["https://desk/x", /without a domain/],
    ["https://user@desk.example.org/x", /user name/],
    ["https://desk.example.org/x#y", /#/],
    ["https://desk.example.org/a/../b", /\.\./],
    ["https://*.example.org/x", /\*/],
    ["nonsense", /not a web address/],
  ] as const)
    assert.match(findRedirectUriFault(address) ?? "", says);
});

test("G1 takes other addresses for Google only over https, or http on this computer", () => {
  const endpoints = parseEndpoints({ admin: "http://127.0.0.1:9000/", token: "https://sandbox.example.org/token" });
  assert.deepEqual([endpoints.admin, endpoints.token], ["http://127.0.0.1:9000", "https://sandbox.example.org/token"]);
  assert.equal(endpoints.revoke, "https://oauth2.googleapis.com/revoke");
  assert.throws(
    () => parseEndpoints({ admin: "http://sandbox.example.org", token: "ftp://x", revoke: "no", userinfo: "https://a:b@c.example" }),
    (error) => error instanceof Invalid && error.faults.length === 4,
  );
});

test("G1 asks for no more than what is switched on", () => {
  const prefix = "https://www.googleapis.com/auth/admin.directory.";
  assert.deepEqual(listConsentScopes([]), ["openid", "email", `${prefix}user.readonly`]);
  assert.deepEqual(listDirectoryScopes(["groups", "orgUnits"]), [
    `${prefix}user.readonly`,
    `${prefix}group.readonly`,
    `${prefix}orgunit.readonly`,
  ]);
});

test("G2 finds the boxes that were left unticked, whichever of its spellings Google answers with", () => {
  const asked = listConsentScopes(["groups"]);
  const granted = ["openid", "https://www.googleapis.com/auth/userinfo.email", "https://www.googleapis.com/auth/admin.directory.user"];
  assert.deepEqual(findMissingScopes(asked, granted), ["https://www.googleapis.com/auth/admin.directory.group.readonly"]);
});
