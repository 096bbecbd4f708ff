import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, makeFreshWorld, onEveryEngine } from "../../../test/make.ts";
import { makeDirectory } from "../../../test/memory-directory.ts";
import { findSession, openSession } from "../../api/sign-in/open-session.ts";
import { typeCommand } from "../testing/type-command.ts";
import { linkCommand } from "./link.ts";

onEveryEngine("sign-in links for users", (database) => {
  test("a user signs in with a link of their own, until they are inactive", async () => {
    const world = await makeFreshWorld(database(), makeDirectory([]));
    const { db, sites, context } = world;
    const needs = { database: context.database, now: context.now };
    const userId = await addUser(db, { siteId: sites.leeds, name: "Ana Reis", email: "ana@example.test" });
    const { lines } = await typeCommand(world, linkCommand, ["--user", "ANA@example.test"]);
    assert.match(lines[0] ?? "", /^Open this once to sign in as Ana Reis, a user \(valid 1 hour\):/);
    const link = lines[0]?.split("/").at(-1) ?? "";
    const session = await openSession(needs, link);
    const person = await findSession(needs, session ?? undefined);
    assert.equal(person?.kind, "user");
    assert.deepEqual(person.user, {
      id: userId,
      name: "Ana Reis",
      email: "ana@example.test",
      siteId: sites.leeds,
      customerId: person.user.customerId,
      sees: "own",
    });
    assert.equal(await openSession(needs, link), null, "a link works once");
    await db.updateTable("users").set({ is_active: false }).where("id", "=", userId).execute();
    assert.equal(await findSession(needs, session ?? undefined), null);
    await assert.rejects(typeCommand(world, linkCommand, ["--user", "ana@example.test"]), /no active user/);
  });

  test("an address that several users have signs nobody in", async () => {
    const world = await makeFreshWorld(database(), makeDirectory([]));
    for (const name of ["Ana", "Bea"]) await addUser(world.db, { siteId: world.sites.leeds, name, email: "office@example.test" });
    await assert.rejects(typeCommand(world, linkCommand, ["--user", "office@example.test"]), /Several active users/);
    await assert.rejects(typeCommand(world, linkCommand, ["--user", "a@example.test", "--agent", "b@example.test"]), /not both/);
  });

  test("of several roles the one counts that sees most", async () => {
    const world = await makeFreshWorld(database(), makeDirectory([]));
    const { db, sites, context } = world;
    const userId = await addUser(db, { siteId: sites.leeds, name: "Ana", email: "ana@example.test" });
    for (const [name, sees] of [
      ["Sees own", "own"],
      ["Sees customer", "customer"],
      ["Sees site", "site"],
    ] as const) {
      const { id } = await db.insertInto("user_roles").values({ name, sees }).returning("id").executeTakeFirstOrThrow();
      await db
        .insertInto("user_role_grants")
        .values({ record_id: userId, target_id: id, cab_role_id: null, source: "hand", connection_id: null })
        .execute();
    }
    const { lines } = await typeCommand(world, linkCommand, ["--user", "ana@example.test"]);
    const needs = { database: context.database, now: context.now };
    const session = await openSession(needs, lines[0]?.split("/").at(-1) ?? "");
    const person = await findSession(needs, session ?? undefined);
    assert.equal(person?.kind === "user" && person.user.sees, "customer");
  });
});
