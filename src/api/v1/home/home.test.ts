import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addAgent, addUser, makeFreshWorld, makePerson, onEveryEngine } from "../../../../test/make.ts";
import { type MemoryDirectory, makeDirectory } from "../../../../test/memory-directory.ts";
import { pauseConnection } from "../../../connections/save-connection.ts";
import { must } from "../../../model/errors.ts";
import { planNumber } from "../../../model/run.ts";
import type { Database } from "../../../store/open-database.ts";
import { askQuestions } from "../../../sync/questions.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { signInAs } from "../../testing/sign-in-as.ts";
import { Home, SearchHits } from "../shapes/home.ts";

async function open(database: Database, directory: MemoryDirectory = makeDirectory()) {
  const world = await makeFreshWorld(database, directory);
  const needs = makeNeeds(database, { context: world.context });
  const owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  const home = async () => Home.parse((await owen.ask("GET", "/home")).body);
  const priya = await signInAs(needs, { name: "Priya", isAdministrator: false });
  const find = async (q: string, who = owen) => SearchHits.parse((await who.ask("GET", `/search?q=${encodeURIComponent(q)}`)).body).items;
  return { world, owen, priya, home, find };
}

onEveryEngine("home", (database) => {
  test("a first import that was only looked at waits with its changes; then nothing waits", async () => {
    const { world, home } = await open(database(), makeDirectory([makePerson("p1"), makePerson("p2")]));
    const { name } = must(await world.db.selectFrom("connections").select("name").executeTakeFirst(), "the connection");
    const before = await home();
    assert.deepEqual(
      before.waiting.map((item) => [item.kind, item.sentence, item.verb]),
      [["connect", `${name}: nothing is imported yet`, "Continue set-up"]],
    );
    const run = await world.import({ applies: false });
    const [review, ...others] = (await home()).waiting;
    assert.deepEqual(
      [review?.kind, review?.sentence, review?.verb, review?.href, others],
      ["review", `${name}: first import ready to review, 2 changes`, "Review", `/runs/${run.id}`, []],
    );
    assert.deepEqual((await home()).next, [
      { at: "2026-11-21T16:00:00.000Z", says: `${name}: the preview goes out of date`, href: `/runs/${run.id}` },
    ]);
    await world.import();
    const after = await home();
    assert.deepEqual([after.waiting, after.directories.healthy, after.directories.others], [[], 1, []]);
    assert.deepEqual([after.directories.lastRead, after.directories.lastChange], ["2026-11-21T14:00:00.000Z", "2026-11-21T14:00:00.000Z"]);
  });

  test("what waits is listed worst first: reconnect, approve, decide", async () => {
    const directory = makeDirectory([1, 2, 3, 4].map((id) => makePerson(`p${id}`)));
    const { world, home } = await open(database(), directory);
    await world.import();
    await world.configure({ deactivatesSuspendedUsers: true });
    directory.people = directory.people.map((person) => ({ ...person, standing: "suspended" as const }));
    await world.configure({
      limits: {
        deactivations: { count: 1, percent: null },
        roleLosses: { count: 5, percent: null },
        siteMoves: { count: 5, percent: null },
        creations: { count: 5, percent: null },
        shrinkPercent: 30,
      },
    });
    const waiting = await world.import();
    assert.equal(waiting.state, "waiting");
    await askQuestions(world.db, world.connectionId, [{ entity: "user", externalId: "p9", reason: "severalCandidates", candidates: [] }]);
    await pauseConnection(world.db, world.connectionId, "Google took the permission back.");
    const { waiting: items } = await home();
    assert.deepEqual(
      items.map((item) => [item.kind, item.verb]),
      [
        ["reconnect", "Reconnect"],
        ["approve", "Review"],
        ["decide", "Decide"],
      ],
    );
    assert.match(items[0]?.sentence ?? "", /: Google refused the sign-in; nothing is read until somebody connects again$/);
    assert.match(items[1]?.sentence ?? "", /: 4 to deactivate, over the limit; nothing was written$/);
    assert.deepEqual([items[2]?.sentence, items[2]?.href], ["1 person to decide", `/decide?connection=${world.connectionId}`]);
  });

  test("numbers lead to lists of exactly as many", async () => {
    const directory = makeDirectory([makePerson("p1"), makePerson("p2")]);
    const { world, owen, home } = await open(database(), directory);
    await world.import();
    directory.people = [makePerson("p1", { name: "Somebody Else" }), makePerson("p2")];
    await world.import();
    const { sinceYesterday, changesByDay, peopleBySite } = await home();
    assert.deepEqual(
      Object.entries(sinceYesterday).map(([what, { n }]) => [what, n]),
      [
        ["joined", 2],
        ["left", 0],
        ["moved", 0],
        ["changed", 1],
      ],
    );
    for (const { n, href } of Object.values(sinceYesterday)) assert.equal((await owen.ask("GET", href)).body.total, n, href);
    assert.equal(changesByDay.length, 14);
    assert.deepEqual(changesByDay.at(-1), { day: "2026-11-21", created: 2, updated: 1, deactivated: 0, other: 0 });
    assert.deepEqual(
      peopleBySite.map(({ site, people }) => [site, people]),
      [["Leeds", 2]],
    );
  });
});

onEveryEngine("the search over everything", (database) => {
  describe("finds", () => {
    test("people by name, address and phone, as typed and without accents, beginnings first", async () => {
      const { world, find } = await open(database());
      const { leeds } = world.sites;
      const ids: number[] = [];
      for (const [name, email] of [
        ["Zoë Ćosić", "zoe.cosic@example.test"],
        ["Ana Cosicova", "ana@example.test"],
        ["Søren Łukasik", "sl@example.test"],
        ["محمد علي", "m@example.test"],
        ["L".repeat(200), "long@example.test"],
        ["<b>Bold</b>", "bold@example.test"],
      ] as const)
        ids.push(await addUser(world.db, { siteId: leeds, name, email }));
      await world.db
        .updateTable("users")
        .set({ phone: "+44 (0)113 496-0001" })
        .where("id", "=", ids[1] ?? 0)
        .execute();
      const found = async (q: string) => (await find(q)).filter((hit) => hit.kind === "user").map((hit) => hit.href.split("/").at(-1));
      const [zoe, ana, soren, arabic, long, bold] = ids.map(String);
      assert.deepEqual(await found("zoe"), [zoe]);
      assert.deepEqual(await found("Zoë"), [zoe]);
      assert.deepEqual(await found("ĆOSIĆ"), [ana, zoe]);
      assert.deepEqual(await found("cosic"), [ana, zoe]);
      assert.deepEqual(await found("soren luk"), [soren]);
      assert.deepEqual(await found("SL@example"), [soren]);
      assert.deepEqual(await found("496 0001"), [ana]);
      assert.deepEqual(await found("+44 0113"), [ana]);
      assert.deepEqual(await found("محمد"), [arabic]);
      assert.deepEqual(await found("L".repeat(150)), [long]);
      assert.deepEqual(await found("<b>"), [bold]);
      assert.deepEqual(await found("%"), []);
      assert.deepEqual(await found("_"), []);
      assert.equal((await found("example.test")).length, 6);
    });

    test("accounts that are not on the desk, with the way to why; those on the desk are found as what they are", async () => {
      const directory = makeDirectory([
        makePerson("p1", { name: "Reception Ćosić", aliases: ["front.desk@example.test"] }),
        makePerson("p2", { name: "Ana Cosic" }),
      ]);
      const { world, find } = await open(database(), directory);
      await world.import({ applies: false });
      const hits = await find("front.desk");
      assert.deepEqual(
        hits.map(({ kind, title, href }) => [kind, title, href]),
        [["account", "Reception Ćosić", `/why?connection=${world.connectionId}&person=p1`]],
      );
      assert.deepEqual(
        (await find("cosic")).map(({ kind }) => kind),
        ["account", "account"],
      );
      await world.import();
      assert.deepEqual(
        (await find("cosic")).map(({ kind }) => kind),
        ["user", "user"],
      );
    });

    test("customers, sites, connections, runs by number and plans by theirs", async () => {
      const { world, find } = await open(database(), makeDirectory([makePerson("p1")]));
      const run = await world.import({ applies: false });
      const number = planNumber(run);
      for (const q of [String(run.id), `run ${run.id}`, `Run #${run.id}`, number, number.toLowerCase(), `plan ${number}`]) {
        const hits = (await find(q)).filter((hit) => hit.kind === "run");
        assert.deepEqual(
          hits.map((hit) => [hit.title, hit.href]),
          [[`Run ${run.id}`, `/runs/${run.id}`]],
          q,
        );
      }
      assert.deepEqual((await find(`${run.id}-FFFFF`)).length, 0);
      assert.deepEqual(
        (await find("leeds")).map((hit) => [hit.kind, hit.href]),
        [["site", `/sites/${world.sites.leeds}`]],
      );
      assert.deepEqual(
        (await find("customer")).map((hit) => hit.kind),
        ["customer"],
      );
      assert.deepEqual(
        (await find("directory")).map((hit) => [hit.kind, hit.href]),
        [["connection", `/directories/${world.connectionId}`]],
      );
    });

    test("at most eight of a kind", async () => {
      const { world, find } = await open(database());
      for (let n = 0; n < 12; n += 1) {
        await addUser(world.db, { siteId: world.sites.leeds, name: `Marta ${n}` });
        await addAgent(world.db, { name: `Marta ${n}` });
      }
      const kinds = (await find("marta")).map((hit) => hit.kind);
      assert.deepEqual([kinds.filter((kind) => kind === "user").length, kinds.filter((kind) => kind === "agent").length], [8, 8]);
    });
  });

  test("shows an agent without rights over directories the desk only", async () => {
    const { world, priya, find } = await open(database(), makeDirectory([makePerson("p1", { name: "Leeds Person" })]));
    const run = await world.import({ applies: false });
    assert.deepEqual(
      (await find("leeds", priya)).map((hit) => hit.kind),
      ["site"],
    );
    assert.deepEqual(await find(`run ${run.id}`, priya), []);
  });

  test("takes nothing, and not more than two hundred characters", async () => {
    const { owen, find } = await open(database());
    assert.deepEqual(await find("  "), []);
    assert.equal((await owen.ask("GET", "/search")).status, 400);
    assert.equal((await owen.ask("GET", `/search?q=${"x".repeat(201)}`)).status, 400);
  });
});
