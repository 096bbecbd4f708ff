/** What a directory was asked, by kind, most first. */
export function explainRequests(counts: Readonly<Record<string, number>>, directory: string): readonly { what: string; n: number }[] {
  return Object.entries(counts)
    .map(([kind, n]) => ({ what: kind === "token" ? `Sign-ins of Muster to ${directory}` : (words[kind] ?? kind), n }))
    .sort((a, b) => b.n - a.n);
}

const words: Readonly<Record<string, string>> = {
  users: "Lists of accounts",
  lookUps: "Accounts looked up one by one",
  members: "Lists of group members",
  groups: "Groups",
  orgUnits: "Org units",
  schemas: "Custom attributes",
  account: "Who is signed in",
};
