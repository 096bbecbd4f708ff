import { editRecord } from "../../desk/edit-record.ts";
import { Conflict } from "../../model/errors.ts";
import type { Db } from "../../store/open-database.ts";
import type { App } from "../app.ts";

const kofi = "Kofi Mensah";
const titles = ["Site architect", "Head of models"] as const;

/** Has a colleague of the agent who is signed in change Kofi's title on the desk. @throws Conflict where the desk has no Kofi yet */
export async function editKofi({ database: { db }, context }: App, signedInId: number): Promise<string> {
  const user = await db.selectFrom("users").select(["id", "title"]).where("name", "=", kofi).orderBy("id").executeTakeFirst();
  if (user === undefined)
    throw new Conflict(`${kofi} is not on the desk yet: apply the first import of Alder & Finch, then somebody can edit him.`);
  const by = await findColleague(db, signedInId);
  const title = user.title === titles[0] ? titles[1] : titles[0];
  await editRecord(db, { entity: "user", recordId: user.id, edit: { values: { title } }, by, now: context.now(), expectsVersion: null });
  return `${by} gave ${kofi} the title "${title}" on the desk, just now.`;
}

/** Priya, who leads the service desk; without her, anybody else who works there. */
async function findColleague(db: Db, signedInId: number): Promise<string> {
  const agents = await db
    .selectFrom("agents")
    .select(["id", "name"])
    .where("is_active", "=", true)
    .where("is_api_only", "=", false)
    .orderBy("id")
    .execute();
  const others = agents.filter((agent) => agent.id !== signedInId && agent.name !== null);
  const colleague = others.find((agent) => agent.name?.startsWith("Priya ")) ?? others[0] ?? agents[0];
  return colleague?.name ?? "Owen Achterberg";
}
