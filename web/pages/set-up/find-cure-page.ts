import type { SignInKind } from "./choose-sign-in.tsx";
import type { googlePages } from "./console-link.tsx";

interface CurePage {
  readonly to: keyof typeof googlePages;
  readonly label: string;
}

const delegation: CurePage = { to: "delegation", label: "Open Domain-wide delegation" };
const roles: CurePage = { to: "roles", label: "Open Admin roles" };
const adminSdk: CurePage = { to: "adminSdk", label: "Open the Admin SDK API" };
const clients: CurePage = { to: "clients", label: "Open Clients" };
const serviceAccounts: CurePage = { to: "serviceAccounts", label: "Open Service accounts" };
const apiControls: CurePage = { to: "apiControls", label: "Open API controls" };

const pages: ReadonlyMap<string, CurePage> = new Map([
  ["forbidden", roles],
  ["accessNotConfigured", adminSdk],
  ["SERVICE_DISABLED", adminSdk],
  ["domainCannotUseApis", apiControls],
  ["admin_policy_enforced", apiControls],
  ["unauthorized_client", delegation],
  ["access_denied", delegation],
  ["invalid_scope", delegation],
  ["invalid_client", clients],
  ["deleted_client", clients],
]);

/** The page of Google on which a refusal is cured; null where the cure is here, as connecting again. */
export function findCurePage(vendorCode: string | null, signIn: SignInKind): CurePage | null {
  const isService = signIn === "serviceAccount";
  if (vendorCode === "insufficientPermissions" || vendorCode === "ACCESS_TOKEN_SCOPE_INSUFFICIENT") return isService ? delegation : null;
  if (vendorCode === "disabled_client") return isService ? serviceAccounts : clients;
  return vendorCode === null ? null : (pages.get(vendorCode) ?? null);
}
