import type { Organisation } from "./directory.ts";

/** An app registered in somebody's Google Cloud project. */
export interface OAuthClient {
  readonly clientId: string;
  readonly projectNumber: string;
  /** The organisation that the project belongs to; an internal app serves only its accounts. */
  readonly customerId: string;
  name: string;
  secret: string;
  /** Compared character by character. */
  redirectUris: readonly string[];
  /** A convenience of the sandbox: any http address of this machine is taken as registered. */
  acceptsLoopback: boolean;
  audience: "internal" | "external";
  publishing: "testing" | "production";
  isVerified: boolean;
  testUsers: readonly string[];
  isDeleted: boolean;
  /** Whether the Admin SDK API is switched on in the project. */
  isApiEnabled: boolean;
  /** Customer ids whose API controls block this app. */
  blockedBy: readonly string[];
  /** Customer ids whose API controls trust this app: no test-user list and no seven days there. */
  trustedBy: readonly string[];
}

/** A service account whose numeric client id an organisation has listed under domain-wide delegation. */
export interface ServiceAccount {
  readonly clientId: string;
  readonly email: string;
  readonly customerId: string;
  readonly projectNumber: string;
  readonly keyId: string;
  delegatedScopes: readonly string[];
}

/** The three sample apps of an organisation: a friendly internal one, a strict internal one, and an external one in testing. */
export function sampleClients(organisation: Organisation, ordinal: number): readonly OAuthClient[] {
  const projectNumber = `10000000000${ordinal}`;
  const slug = organisation.domain.split(".")[0] ?? "sample";
  const base = {
    projectNumber,
    customerId: organisation.customerId,
    isVerified: true,
    testUsers: [],
    isDeleted: false,
    isApiEnabled: true,
    blockedBy: [],
    trustedBy: [],
    redirectUris: ["https://desk.example.com/google/callback"],
  };
  return [
    {
      ...base,
      clientId: `${projectNumber}-${slug}.apps.googleusercontent.com`,
      secret: `GOCSPX-sample-${slug}`,
      name: `${organisation.name} directory sync`,
      acceptsLoopback: true,
      audience: "internal",
      publishing: "production",
    },
    {
      ...base,
      clientId: `${projectNumber}-${slug}-strict.apps.googleusercontent.com`,
      secret: `GOCSPX-sample-${slug}-strict`,
      name: `${organisation.name} strict app`,
      acceptsLoopback: false,
      audience: "internal",
      publishing: "production",
    },
    {
      ...base,
      clientId: `${projectNumber}-${slug}-external.apps.googleusercontent.com`,
      secret: `GOCSPX-sample-${slug}-external`,
      name: `${organisation.name} external app`,
      acceptsLoopback: true,
      audience: "external",
      publishing: "testing",
      testUsers: [organisation.adminEmail],
    },
  ];
}

/** The sample service account of an organisation, delegated for every read scope of the Directory API. */
export function sampleServiceAccount(organisation: Organisation, ordinal: number): ServiceAccount {
  const slug = organisation.domain.split(".")[0] ?? "sample";
  return {
    clientId: `11400000000000000000${ordinal}`,
    email: `muster-sync@${slug}-sample.iam.gserviceaccount.com`,
    customerId: organisation.customerId,
    projectNumber: `10000000000${ordinal}`,
    keyId: `${ordinal}f3c0de5a7e5a3b1e0ddba11ca5cade5ca1ab1e${ordinal}`,
    delegatedScopes: directoryReadScopes,
  };
}

const prefix = "https://www.googleapis.com/auth/";

/** The read scopes of the Directory API. Source: https://developers.google.com/workspace/admin/directory/v1/guides/authorizing */
export const directoryReadScopes: readonly string[] = [
  "admin.directory.user.readonly",
  "admin.directory.group.readonly",
  "admin.directory.group.member.readonly",
  "admin.directory.orgunit.readonly",
  "admin.directory.userschema.readonly",
  "admin.directory.rolemanagement.readonly",
  "admin.directory.customer.readonly",
  "admin.directory.domain.readonly",
  "admin.directory.device.chromeos.readonly",
  "admin.directory.device.mobile.readonly",
].map((name) => prefix + name);

/** The scopes of signing in, which nobody can untick. */
export const signInScopes: readonly string[] = ["openid", `${prefix}userinfo.email`, `${prefix}userinfo.profile`];

/** Puts `email` and `profile` into the long form in which Google answers them; an unknown scope gives undefined. */
export function canonicalScope(scope: string): string | undefined {
  if (scope === "email" || scope === "profile") return `${prefix}userinfo.${scope}`;
  const readAndWrite = directoryReadScopes.map((name) => name.replace(/\.readonly$/, ""));
  const others = ["apps.order", "apps.order.readonly", "apps.licensing", "cloud-identity.devices.readonly"].map((name) => prefix + name);
  return [...signInScopes, ...directoryReadScopes, ...readAndWrite, ...others].includes(scope) ? scope : undefined;
}
