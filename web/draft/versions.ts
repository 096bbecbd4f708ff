import { api, ask } from "../api.ts";

/** Versions of a connection's settings, newest first. */
export async function fetchVersions(connectionId: number, window: { readonly from?: number; readonly limit: number }) {
  const query = { limit: String(window.limit), ...(window.from !== undefined && { from: String(window.from) }) };
  return await ask(api.connections[":connectionId"].settings.versions.$get({ param: { connectionId: String(connectionId) }, query }));
}
