import { defaultGoogleFields } from "../core/default-fields.ts";
import { type Connection, defaultPace } from "../model/connection.ts";
import { emptySettings } from "../model/settings.ts";
import type { Db } from "../store/open-database.ts";
import { saveConnection } from "./save-connection.ts";
import { saveSettings } from "./save-settings.ts";

export interface ConnectionToStart {
  readonly name: string;
  readonly signIn: Connection["signIn"]["kind"];
  readonly endpoints: Connection["endpoints"];
  readonly by: string;
  readonly now: Date;
}

/** Makes a connection that has no credentials yet, with the settings that every connection starts with as version 1. @throws Invalid */
export async function createConnection(db: Db, { name, signIn, endpoints, by, now }: ConnectionToStart): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const id = await saveConnection(trx, {
      id: null,
      name,
      provider: "google",
      signIn:
        signIn === "oauthClient"
          ? { kind: signIn, oauthClientId: "", hasSecret: false, account: null }
          : { kind: signIn, subject: "", account: null },
      endpoints,
      pace: defaultPace,
      state: "new",
      pausedBecause: null,
    });
    const settings = { ...emptySettings, fieldMappings: [...defaultGoogleFields] };
    await saveSettings(trx, { connectionId: id, settings, savedBy: by, now, expectsVersion: null });
    return id;
  });
}
