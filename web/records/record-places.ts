/** Where records of a kind are seen in the web app: under Settings, unless people work with them every day. */
const daily: Readonly<Record<string, string>> = {
  customer: "/customers",
  site: "/sites",
  user: "/users",
  agent: "/agents",
  asset: "/assets",
  ticket: "/tickets",
  subscription: "/subscriptions",
  softwareLicence: "/software-licences",
  recurringInvoice: "/recurring-invoices",
};

interface Place {
  readonly name: string;
  readonly path: string;
}

/** The address of the list of a kind. */
export function listAddress(kind: Place): string {
  return daily[kind.name] ?? `/settings/${kind.path}`;
}

/** The address of a record's page. */
export function recordAddress(kind: Place, id: number): string {
  return `${listAddress(kind)}/${id}`;
}
