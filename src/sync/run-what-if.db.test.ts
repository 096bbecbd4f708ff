import assert from "node:assert/strict";
import { test } from "node:test";
import { addUser, dumpDesk, makeFreshWorld, makeMapping, makePerson, onEveryEngine, type World } from "../../test/make.ts";
import { makeDirectory } from "../../test/memory-directory.ts";
import { getConnection } from "../connections/get-connection.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Database } from "../store/open-database.ts";
import { approvePlan } from "./approve-plan.ts";
import { getRun, listRuns } from "./run-store.ts";
import { runWhatIf } from "./run-what-if.ts";
import { listChanges } from "./save-changes.ts";

const everyTable = [
  ...["customers", "sites", "users", "agents", "custom_fields", "user_roles", "agent_roles", "cabs", "cab_roles"],
  ...[
    "user_role_grants",
    "agent_role_grants",
    "cab_grants",
    "connections",
    "settings_versions",
    "mappings",
    "field_mappings",
    "group_mappings",
  ],
  ...[
    "readings",
    "reading_defects",
    "mirror_people",
    "mirror_groups",
    "mirror_members",
    "links",
    "questions",
    "holds",
    "due",
    "plan_marks",
    "audit",
  ],
];

async function start(database: Database) {
  const people = Array.from({ length: 6 }, (_, index) => makePerson(`p${index}`, { orgUnit: index < 2 ? "/Porto" : "/Leeds" }));
  const directory = makeDirectory(people);
  const world = await makeFreshWorld(database, directory);
  await world.configure({ matching: { users: [{ kind: "name" }], agents: [] } });
  return { world, directory };
}

/** Settings as they are, but with people of /Porto going there by a mapping that is new. */
async function makeDraft({ db, connectionId, sites }: World): Promise<ConnectionSettings> {
  const { settings } = await getConnection(db, connectionId);
  const porto = { kind: "orgUnit", path: "/Porto", includesBelow: true } as const;
  return {
    ...settings,
    mappings: [
      makeMapping({ name: "Porto", destination: { kind: "site", siteId: sites.porto, userRoleId: null }, filter: porto }),
      ...settings.mappings.map((mapping) => ({ ...mapping, sequence: 2 })),
    ],
  };
}

const ask = (world: World, settings: ConnectionSettings) =>
  runWhatIf(world.context, { connectionId: world.connectionId, settings, startedBy: "kim", onProgress: () => undefined });

onEveryEngine("what settings would do", (open) => {
  test("P2 a what-if shows what settings would do, and writes nothing but itself: every other row is byte for byte as before", async () => {
    const { world, directory } = await start(open());
    await world.import({ applies: true });
    directory.people.push(makePerson("n1", { orgUnit: "/Porto" }));
    const preview = await world.import({ applies: false });
    const dump = async () => await dumpDesk(world.db, { isWithVersions: true, tables: everyTable });
    const runsBefore = await world.db.selectFrom("runs").selectAll().orderBy("id").execute();
    const linesBefore = await world.db.selectFrom("changes").selectAll().orderBy("run_id").orderBy("seq").execute();
    const before = await dump();
    const asked = directory.lookUps.length;
    const run = await ask(world, await makeDraft(world));
    assert.deepEqual([run.state, run.kind, run.planHash], ["shown", "whatIf", null]);
    assert.deepEqual([run.counts?.siteMoves, run.counts?.kinds.create], [2, 1]);
    assert.match(
      run.says ?? "",
      /^With these settings: 1 create · 2 update · .*, as read 21 Nov 2026 14:00 UTC\. 3 changes would be written; this is only a look\.$/,
    );
    assert.deepEqual(await dump(), before);
    assert.equal(directory.lookUps.length, asked);
    const runs = await world.db.selectFrom("runs").selectAll().where("id", "<>", run.id).orderBy("id").execute();
    assert.deepEqual(runs, runsBefore);
    const lines = await world.db.selectFrom("changes").selectAll().where("run_id", "<>", run.id).orderBy("run_id").orderBy("seq").execute();
    assert.deepEqual(lines, linesBefore);
    assert.equal((await getRun(world.db, preview.id)).state, "planned");
    // The new mapping can be told from the old one, and no number was taken for the new user.
    const planned = await listChanges(world.db, run.id, { after: 0, limit: 100, kinds: ["update", "create"] });
    assert.deepEqual([...new Set(planned.map(({ change }) => change.mappingId))], [-1]);
    assert.equal(planned.find(({ change }) => change.kind === "create")?.recordId, null);
  });

  test("P2 a what-if asks nobody anything, though its plan has people to decide", async () => {
    const { world } = await start(open());
    for (const email of ["a@example.test", "b@example.test"])
      await addUser(world.db, { siteId: world.sites.leeds, name: "Person p0", email });
    await world.import({ applies: false });
    await world.db.deleteFrom("questions").execute();
    const { settings } = await getConnection(world.db, world.connectionId);
    const run = await ask(world, settings);
    assert.ok((run.counts?.kinds.decide ?? 0) > 0);
    assert.equal((await world.db.selectFrom("questions").selectAll().execute()).length, 0);
  });

  test("P2 a what-if is never applied, nor listed among the runs, and the newest three are kept", async () => {
    const { world } = await start(open());
    await world.import({ applies: false });
    const draft = await makeDraft(world);
    const ids: number[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await ask(world, draft)).id);
    const kept = await world.db.selectFrom("runs").select("id").where("kind", "=", "whatIf").orderBy("id").execute();
    assert.deepEqual(
      kept.map((row) => row.id),
      ids.slice(-3),
    );
    const lines = await world.db.selectFrom("changes").select("run_id").distinct().execute();
    assert.deepEqual(
      lines.map((row) => row.run_id).sort((a, b) => a - b),
      [(ids[0] ?? 0) - 1, ...ids.slice(-3)],
    );
    assert.equal((await listRuns(world.db, { connectionId: null, limit: 10 })).length, 1);
    const newest = ids.at(-1) ?? 0;
    await assert.rejects(
      approvePlan(world.context, {
        connection: world.connectionId,
        plan: String(newest),
        runId: newest,
        by: "kim",
        onProgress: () => undefined,
      }),
    );
    assert.equal((await getRun(world.db, newest)).state, "shown");
  });

  test("P2 a what-if works beside a run of its connection, and says so", async () => {
    const { world, directory } = await start(open());
    await world.import({ applies: true });
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    directory.beforePage = async () => {
      reached.resolve();
      await gate.promise;
    };
    const importing = world.import({ applies: true });
    await reached.promise;
    const run = await ask(world, await makeDraft(world));
    gate.resolve();
    const other = await importing;
    assert.equal(other.state, "nothingToDo");
    assert.match(run.says ?? "", new RegExp(`Run ${other.id} was at work meanwhile: look again when it is done\\.`));
  });

  test("P2 what was never read is named: a group and an attribute that only the draft asks for", async () => {
    const { world } = await start(open());
    await world.import({ applies: true });
    const draft = await makeDraft(world);
    const run = await ask(world, {
      ...draft,
      fieldMappings: [
        ...draft.fieldMappings,
        { entity: "user", field: "notes", from: "customSchemas.HR.costCentre", policy: "directory", clearsWhenEmpty: false },
      ],
      groupMappings: [{ id: 0, groupId: "g1", groupName: "it-admins", gives: { kind: "userRole", roleId: world.userRoles.vip } }],
    });
    assert.match(run.says ?? "", /Group "it-admins" has not been read yet: nobody counts as a member before the next import\./);
    assert.match(run.says ?? "", /Not read yet, and taken as empty: customSchemas\.HR\./);
  });

  test("P2 settings that can't be understood are refused, and so is a look before the first reading", async () => {
    const { world } = await start(open());
    const draft = await makeDraft(world);
    await assert.rejects(ask(world, draft), Conflict);
    await world.import({ applies: false });
    await assert.rejects(ask(world, { ...draft, mappings: [] }), Invalid);
    const broken = {
      ...draft,
      fieldMappings: [{ entity: "user", field: "notes", from: "languages[", policy: "directory", clearsWhenEmpty: false } as const],
    };
    await assert.rejects(ask(world, broken), Invalid);
    assert.equal((await world.db.selectFrom("runs").select("id").where("kind", "=", "whatIf").execute()).length, 0);
  });
});
