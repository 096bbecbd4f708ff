import type { Kysely } from "kysely";
import { Conflict, NotFound } from "../../model/errors.ts";
import { foldText } from "../../model/fold-text.ts";
import type { Tables } from "../../store/tables.ts";

/** The active user with an address. @throws NotFound, Conflict where several have it */
export async function getSignInUser(
  db: Kysely<Tables>,
  email: string,
): Promise<{ readonly id: number; readonly name: string; readonly email: string }> {
  const users = await db
    .selectFrom("users")
    .select(["id", "name", "email"])
    .where("email_key", "=", foldText(email))
    .where("is_active", "=", true)
    .limit(2)
    .execute();
  const [user, other] = users;
  if (user === undefined) throw new NotFound(`There is no active user with the e-mail address ${email}.`);
  if (other !== undefined) throw new Conflict(`Several active users have the e-mail address ${email}: nobody could tell who signs in.`);
  return { id: user.id, name: user.name ?? "", email: user.email ?? "" };
}
