import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { dumpDesk, makeFreshWorld, makeWorld, onEveryEngine } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import { DirectoryRefused, Invalid } from "../model/errors.ts";
import { getConnection } from "./get-connection.ts";
import { findSecret, openSecrets, saveSecret } from "./secrets.ts";
import { createVault } from "./vault.ts";

onEveryEngine("secrets of connections", (open) => {
  const vault = createVault(randomBytes(32));
  const secret = "GOCSPX-not-to-be-seen";

  test("A6 a secret is kept sealed, replaced and forgotten; the tables never hold its text", async () => {
    const world = await makeFreshWorld(open(), makeDirectory());
    await saveSecret(world.db, vault, world.connectionId, "oauthClientSecret", "the former one");
    await saveSecret(world.db, vault, world.connectionId, "oauthClientSecret", secret);
    assert.equal(await findSecret(world.db, vault, world.connectionId, "oauthClientSecret"), secret);
    const rows = await world.db.selectFrom("secrets").selectAll().execute();
    assert.ok(rows.length === 1 && rows.every((row) => !row.sealed.includes(secret)));
    assert.ok(
      !JSON.stringify(await dumpDesk(world.db, { isWithVersions: false, tables: ["connections", "settings_versions", "runs"] })).includes(
        secret,
      ),
    );
    await saveSecret(world.db, vault, world.connectionId, "oauthClientSecret", null);
    assert.equal(await findSecret(world.db, vault, world.connectionId, "oauthClientSecret"), null);
  });

  test("A6 a sealed secret moved to another connection does not open there", async () => {
    const world = await makeFreshWorld(open(), makeDirectory());
    const other = await makeWorld(open(), makeDirectory());
    await saveSecret(world.db, vault, world.connectionId, "refreshToken", secret);
    await world.db.updateTable("secrets").set({ connection_id: other.connectionId }).execute();
    await assert.rejects(findSecret(other.db, vault, other.connectionId, "refreshToken"), Invalid);
  });

  test("G1 a connection without its secret is refused with what to do", async () => {
    const world = await makeFreshWorld(open(), makeDirectory());
    const { connection } = await getConnection(world.db, world.connectionId);
    const parseKey = () => ({ clientEmail: "", privateKey: "", privateKeyId: null });
    await assert.rejects(
      openSecrets(world.db, vault, connection, parseKey),
      (error) => error instanceof DirectoryRefused && error.because === "signIn",
    );
  });
});
