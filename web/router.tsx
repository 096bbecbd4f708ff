import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Frame } from "./frame/frame.tsx";
import { RouteFailed } from "./frame/route-failed.tsx";
import { UnknownAddress } from "./frame/unknown-address.tsx";
import { readAccountsSearch } from "./pages/accounts/accounts-search.ts";
import { readAuditSearch } from "./pages/audit/audit-search.ts";
import { readDecideSearch } from "./pages/decide/decide-search.ts";
import { readDirectoriesSearch } from "./pages/directories/directories-search.ts";
import { readFieldsSearch } from "./pages/fields/fields-search.ts";
import { readPeopleSearch } from "./pages/people/people-search.ts";
import { readPersonSearch } from "./pages/person/person-search.ts";
import { readReferenceSearch } from "./pages/reference/reference-search.ts";
import { parseRunSearch } from "./pages/run/run-search.ts";
import { parseRunsSearch } from "./pages/runs/runs-search.ts";
import { readSetUpSearch } from "./pages/set-up/search.ts";
import { readVersionsSearch } from "./pages/versions/versions-search.ts";
import { readRulesSearch } from "./pages/who-goes-where/rules-search.ts";
import { readWhySearch } from "./pages/why/why-search.ts";
import { readRecordSearch } from "./records/record-search.ts";
import { parseSearch, stringifySearch } from "./search-params.ts";

const root = createRootRoute({ component: Frame });

const at = <const P extends string>(path: P) => ({ getParentRoute: () => root, path });

/** The directory's own pages share a head with tabs. */
const directory = createRoute({
  ...at("/directories/$connectionId"),
  component: lazyRouteComponent(() => import("./pages/directory/directory-frame.tsx"), "DirectoryFrame"),
});
const inDirectory = <const P extends string>(path: P) => ({ getParentRoute: () => directory, path });

const routes = [
  createRoute({ ...at("/"), component: lazyRouteComponent(() => import("./pages/home/home-page.tsx"), "HomePage") }),
  createRoute({ ...at("/waiting"), component: lazyRouteComponent(() => import("./pages/home/waiting-page.tsx"), "WaitingPage") }),
  createRoute({
    ...at("/directories"),
    validateSearch: readDirectoriesSearch,
    component: lazyRouteComponent(() => import("./pages/directories/directories-page.tsx"), "DirectoriesPage"),
  }),
  createRoute({
    ...at("/directories/new"),
    component: lazyRouteComponent(() => import("./pages/set-up/new-connection-page.tsx"), "NewConnectionPage"),
  }),
  createRoute({
    ...at("/directories/$connectionId/set-up"),
    validateSearch: readSetUpSearch,
    component: lazyRouteComponent(() => import("./pages/set-up/set-up-page.tsx"), "SetUpPage"),
  }),
  directory.addChildren([
    createRoute({ ...inDirectory("/"), component: lazyRouteComponent(() => import("./pages/directory/status-page.tsx"), "StatusPage") }),
    createRoute({
      ...inDirectory("/who-goes-where"),
      validateSearch: readRulesSearch,
      component: lazyRouteComponent(() => import("./pages/who-goes-where/who-goes-where-page.tsx"), "WhoGoesWherePage"),
    }),
    createRoute({
      ...inDirectory("/fields"),
      validateSearch: readFieldsSearch,
      component: lazyRouteComponent(() => import("./pages/fields/fields-page.tsx"), "FieldsPage"),
    }),
    createRoute({
      ...inDirectory("/groups-and-roles"),
      component: lazyRouteComponent(() => import("./pages/groups-and-roles/groups-and-roles-page.tsx"), "GroupsAndRolesPage"),
    }),
    createRoute({
      ...inDirectory("/matching"),
      component: lazyRouteComponent(() => import("./pages/matching/matching-page.tsx"), "MatchingPage"),
    }),
    createRoute({ ...inDirectory("/limits"), component: lazyRouteComponent(() => import("./pages/limits/limits-page.tsx"), "LimitsPage") }),
    createRoute({
      ...inDirectory("/versions"),
      validateSearch: readVersionsSearch,
      component: lazyRouteComponent(() => import("./pages/versions/versions-page.tsx"), "VersionsPage"),
    }),
    createRoute({ ...inDirectory("/import"), component: lazyRouteComponent(() => import("./pages/import/import-page.tsx"), "ImportPage") }),
    createRoute({
      ...inDirectory("/accounts"),
      validateSearch: readAccountsSearch,
      component: lazyRouteComponent(() => import("./pages/accounts/accounts-page.tsx"), "AccountsPage"),
    }),
    createRoute({
      ...inDirectory("/activity"),
      validateSearch: parseRunsSearch,
      component: lazyRouteComponent(() => import("./pages/runs/activity-page.tsx"), "ActivityPage"),
    }),
  ]),
  createRoute({
    ...at("/decide"),
    validateSearch: readDecideSearch,
    component: lazyRouteComponent(() => import("./pages/decide/decide-page.tsx"), "DecidePage"),
  }),
  createRoute({
    ...at("/runs"),
    validateSearch: parseRunsSearch,
    component: lazyRouteComponent(() => import("./pages/runs/runs-page.tsx"), "RunsPage"),
  }),
  createRoute({
    ...at("/runs/$runId"),
    validateSearch: parseRunSearch,
    component: lazyRouteComponent(() => import("./pages/run/run-page.tsx"), "RunPage"),
  }),
  createRoute({
    ...at("/why"),
    validateSearch: readWhySearch,
    component: lazyRouteComponent(() => import("./pages/why/why-page.tsx"), "WhyPage"),
  }),
  createRoute({
    ...at("/users"),
    validateSearch: readPeopleSearch,
    component: lazyRouteComponent(() => import("./pages/people/users-page.tsx"), "UsersPage"),
  }),
  createRoute({
    ...at("/users/$id"),
    validateSearch: readPersonSearch,
    component: lazyRouteComponent(() => import("./pages/person/user-page.tsx"), "UserPage"),
  }),
  createRoute({
    ...at("/agents"),
    validateSearch: readPeopleSearch,
    component: lazyRouteComponent(() => import("./pages/people/agents-page.tsx"), "AgentsPage"),
  }),
  createRoute({
    ...at("/agents/$id"),
    validateSearch: readPersonSearch,
    component: lazyRouteComponent(() => import("./pages/person/agent-page.tsx"), "AgentPage"),
  }),
  createRoute({
    ...at("/customers"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/customers/customers-page.tsx"), "CustomersPage"),
  }),
  createRoute({
    ...at("/customers/$id"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/customers/customer-page.tsx"), "CustomerPage"),
  }),
  createRoute({
    ...at("/sites"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/customers/sites-page.tsx"), "SitesPage"),
  }),
  createRoute({
    ...at("/sites/$id"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/customers/site-page.tsx"), "SitePage"),
  }),
  createRoute({
    ...at("/assets"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/assets/assets-page.tsx"), "AssetsPage"),
  }),
  createRoute({
    ...at("/assets/$id"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/assets/asset-page.tsx"), "AssetPage"),
  }),
  createRoute({
    ...at("/tickets"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/tickets/tickets-page.tsx"), "TicketsPage"),
  }),
  createRoute({
    ...at("/tickets/new"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/tickets/new-ticket-page.tsx"), "NewTicketPage"),
  }),
  createRoute({
    ...at("/tickets/$id"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/tickets/ticket-page.tsx"), "TicketPage"),
  }),
  createRoute({
    ...at("/seats"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/licences/seats-page.tsx"), "SeatsPage"),
  }),
  createRoute({
    ...at("/subscriptions"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/licences/subscriptions-page.tsx"), "SubscriptionsPage"),
  }),
  createRoute({
    ...at("/subscriptions/$id"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/licences/subscription-page.tsx"), "SubscriptionPage"),
  }),
  createRoute({
    ...at("/software-licences"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/licences/software-licences-page.tsx"), "SoftwareLicencesPage"),
  }),
  createRoute({
    ...at("/software-licences/$id"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/licences/software-licence-page.tsx"), "SoftwareLicencePage"),
  }),
  createRoute({
    ...at("/recurring-invoices"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/licences/recurring-invoices-page.tsx"), "RecurringInvoicesPage"),
  }),
  createRoute({
    ...at("/recurring-invoices/$id"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/licences/recurring-invoice-page.tsx"), "RecurringInvoicePage"),
  }),
  createRoute({ ...at("/settings"), component: lazyRouteComponent(() => import("./pages/settings/settings-page.tsx"), "SettingsPage") }),
  createRoute({
    ...at("/settings/categories"),
    component: lazyRouteComponent(() => import("./pages/settings/categories-page.tsx"), "CategoriesPage"),
  }),
  createRoute({
    ...at("/settings/custom-fields"),
    component: lazyRouteComponent(() => import("./pages/settings/custom-fields-page.tsx"), "CustomFieldsPage"),
  }),
  createRoute({ ...at("/settings/mail"), component: lazyRouteComponent(() => import("./pages/mail/mail-page.tsx"), "MailPage") }),
  createRoute({
    ...at("/settings/audit"),
    validateSearch: readAuditSearch,
    component: lazyRouteComponent(() => import("./pages/audit/audit-page.tsx"), "AuditPage"),
  }),
  createRoute({
    ...at("/settings/applications"),
    component: lazyRouteComponent(() => import("./pages/applications/applications-page.tsx"), "ApplicationsPage"),
  }),
  createRoute({
    ...at("/settings/applications/$id"),
    component: lazyRouteComponent(() => import("./pages/applications/application-page.tsx"), "ApplicationPage"),
  }),
  createRoute({
    ...at("/settings/webhooks"),
    component: lazyRouteComponent(() => import("./pages/webhooks/webhooks-page.tsx"), "WebhooksPage"),
  }),
  createRoute({
    ...at("/settings/webhooks/$id"),
    component: lazyRouteComponent(() => import("./pages/webhooks/webhook-page.tsx"), "WebhookPage"),
  }),
  createRoute({
    ...at("/settings/take-over"),
    component: lazyRouteComponent(() => import("./pages/takeover/takeovers-page.tsx"), "TakeoversPage"),
  }),
  createRoute({
    ...at("/settings/take-over/$id"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/takeover/takeover-page.tsx"), "TakeoverPage"),
  }),
  createRoute({
    ...at("/settings/$path"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/settings/settings-list-page.tsx"), "SettingsListPage"),
  }),
  createRoute({
    ...at("/settings/$path/$id"),
    validateSearch: readRecordSearch,
    component: lazyRouteComponent(() => import("./pages/settings/settings-record-page.tsx"), "SettingsRecordPage"),
  }),
  createRoute({
    ...at("/reference"),
    validateSearch: readReferenceSearch,
    component: lazyRouteComponent(() => import("./pages/reference/reference-page.tsx"), "ReferencePage"),
  }),
] as const;

/** Every address of the web app. Filters live in the address, so that a link shows what its sender saw. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultErrorComponent: RouteFailed,
  defaultNotFoundComponent: UnknownAddress,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
