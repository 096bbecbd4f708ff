import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";

export interface Tab {
  readonly path: string;
  readonly label: string;
  /** Settings can be changed here, so the draft belongs below. */
  readonly isSettings: boolean;
}

/** The pages of a directory, in their order. */
export const tabs: readonly Tab[] = [
  { path: "", label: "Status", isSettings: true },
  { path: "who-goes-where", label: "Who goes where", isSettings: true },
  { path: "fields", label: "Fields", isSettings: true },
  { path: "groups-and-roles", label: "Groups & roles", isSettings: true },
  { path: "matching", label: "Matching", isSettings: true },
  { path: "limits", label: "Limits & exceptions", isSettings: true },
  { path: "import", label: "Import", isSettings: false },
  { path: "accounts", label: "Accounts", isSettings: false },
  { path: "activity", label: "Activity", isSettings: false },
];

/** The tab that an address is on; null for pages without one (versions). */
export function findTab(pathname: string, connectionId: number): Tab | null {
  const rest = pathname.replace(`/directories/${connectionId}`, "").replace(/^\/|\/$/gu, "");
  return tabs.find(({ path }) => path === rest) ?? null;
}

export function hasDraftBar(tab: Tab | null): boolean {
  return tab === null || tab.isSettings;
}

/** Why a tab is not open yet; null when it is. Before anybody connected there is nothing to choose from, count or try. */
export function explainClosed(tab: Tab, connection: ConnectionView): string | null {
  if (tab.path === "" || connection.state !== "new") return null;
  return `Muster has not read ${connection.name} yet, so there is nothing to choose from here. Connect the directory first; it only reads.`;
}
