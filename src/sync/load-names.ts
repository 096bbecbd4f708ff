import { type ConfiguredConnection, getConnection } from "../connections/get-connection.ts";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import { createNames, type Names } from "../core/explain-names.ts";
import { listGroupNames } from "../mirror/save-members.ts";
import type { Db } from "../store/open-database.ts";

/** A connection with what its numbers and ids are called. */
export interface NamedConnection extends ConfiguredConnection {
  readonly names: Names;
}

/** @throws NotFound naming the connections there are */
export async function loadNames(db: Db, key: number | string): Promise<NamedConnection> {
  const configured = await getConnection(db, key);
  const names = createNames(configured, await loadCatalogue(db), await listGroupNames(db, configured.connection.id));
  return { ...configured, names };
}
