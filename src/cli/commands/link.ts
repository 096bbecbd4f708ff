import { createSignInLink, createUserSignInLink } from "../../api/sign-in/create-sign-in-link.ts";
import { getSignInAgent } from "../../api/sign-in/find-sign-in-agent.ts";
import { getSignInUser } from "../../api/sign-in/get-sign-in-user.ts";
import { Invalid } from "../../model/errors.ts";
import type { Command } from "../app.ts";
import { readWords } from "../read-words.ts";

const usage = "muster link [--agent <e-mail> | --user <e-mail>]";

/** `muster link`: a new sign-in link, for whoever may use the command line. */
export const linkCommand: Command = {
  name: "link",
  usage,
  summary: "Make a sign-in link that works once, for an hour",
  run: async ({ app, words, output }) => {
    const read = readWords(words, usage, { values: ["agent", "user"] });
    const needs = { database: app.database, publicUrl: app.publicUrl, now: app.context.now };
    const email = read.value("user");
    if (email !== null) {
      if (read.value("agent") !== null) throw new Invalid([{ at: "--user", says: "give an agent or a user, not both" }]);
      const user = await getSignInUser(app.database.db, email);
      const link = await createUserSignInLink(needs, user.id);
      output.line(`Open this once to sign in as ${user.name}, a user (valid 1 hour):   ${link.url}`);
      output.result({ ...link, user });
      return 0;
    }
    const agent = await getSignInAgent(app.database.db, read.value("agent"));
    const { url, expiresAt } = await createSignInLink(needs, agent.id);
    output.line(`Open this once to sign in as ${agent.name} (valid 1 hour):   ${url}`);
    output.result({ url, expiresAt, agent: { id: agent.id, name: agent.name, email: agent.email } });
    return 0;
  },
};
