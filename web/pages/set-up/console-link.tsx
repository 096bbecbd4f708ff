import { Anchor } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** Pages of Google where something is to be done, by their exact address. */
export const googlePages = {
  newProject: "https://console.cloud.google.com/projectcreate",
  adminSdk: "https://console.cloud.google.com/apis/library/admin.googleapis.com",
  branding: "https://console.cloud.google.com/auth/branding",
  audience: "https://console.cloud.google.com/auth/audience",
  clients: "https://console.cloud.google.com/auth/clients",
  dataAccess: "https://console.cloud.google.com/auth/scopes",
  serviceAccounts: "https://console.cloud.google.com/iam-admin/serviceaccounts",
  delegation: "https://admin.google.com/ac/owl/domainwidedelegation",
  roles: "https://admin.google.com/ac/roles",
  apiControls: "https://admin.google.com/ac/owl",
} as const;

interface ConsoleLinkProps {
  readonly to: keyof typeof googlePages;
  readonly children: ReactNode;
}

/** A link to one of Google's pages, in a window of its own, so that the guide stays where it is. */
export function ConsoleLink({ to, children }: ConsoleLinkProps) {
  return (
    <Anchor href={googlePages[to]} target="_blank" rel="noreferrer" inherit underline="always">
      {children} <IconExternalLink size={14} style={{ verticalAlign: "-2px" }} aria-label="(opens in a new window)" />
    </Anchor>
  );
}
