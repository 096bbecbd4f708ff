import { actionResource } from "./action-resource.ts";
import { agentResource } from "./agent-resource.ts";
import { assetGroupResource } from "./asset-group-resource.ts";
import { assetResource } from "./asset-resource.ts";
import { assetSoftwareResource } from "./asset-software-resource.ts";
import { assetTypeResource } from "./asset-type-resource.ts";
import { attachmentResource } from "./attachment-resource.ts";
import { areaAzureTenantResource, azureAdConnectionResource } from "./azure-resources.ts";
import { cabMemberResource, cabResource } from "./cab-resources.ts";
import { categoryResource } from "./category-resource.ts";
import { assetChangeResource, licenceChangeResource } from "./change-resources.ts";
import { clientResource } from "./client-resource.ts";
import { fieldInfoResource } from "./field-info-resource.ts";
import { fieldResource } from "./field-resource.ts";
import type { HaloResource } from "./halo-resource.ts";
import { instanceInfoResource } from "./instance-info-resource.ts";
import { lookupResource } from "./lookup-resource.ts";
import { outcomeResource } from "./outcome-resource.ts";
import { priorityResource } from "./priority-resource.ts";
import { recurringInvoiceResource } from "./recurring-invoice-resource.ts";
import { rolesResource } from "./roles-resource.ts";
import { siteResource } from "./site-resource.ts";
import { slaResource } from "./sla-resource.ts";
import { softwareLicenceResource } from "./software-licence-resource.ts";
import { statusResource } from "./status-resource.ts";
import { teamResource } from "./team-resource.ts";
import { templateResource } from "./template-resource.ts";
import { ticketResource } from "./ticket-resource.ts";
import { ticketTypeResource } from "./ticket-type-resource.ts";
import { topLevelResource } from "./top-level-resource.ts";
import { userRolesResource } from "./user-roles-resource.ts";
import { usersResource } from "./users-resource.ts";
import { webhookResource } from "./webhook-resource.ts";
import { workflowResource } from "./workflow-resource.ts";

/** Every resource that `/api` offers. */
export const haloResources: readonly HaloResource[] = [
  clientResource,
  topLevelResource,
  siteResource,
  usersResource,
  userRolesResource,
  agentResource,
  teamResource,
  rolesResource,
  cabResource,
  cabMemberResource,
  azureAdConnectionResource,
  areaAzureTenantResource,
  instanceInfoResource,
  lookupResource,
  ticketResource,
  actionResource,
  attachmentResource,
  outcomeResource,
  ticketTypeResource,
  statusResource,
  priorityResource,
  slaResource,
  categoryResource,
  workflowResource,
  templateResource,
  assetResource,
  assetTypeResource,
  assetGroupResource,
  fieldResource,
  fieldInfoResource,
  assetChangeResource,
  assetSoftwareResource,
  softwareLicenceResource,
  licenceChangeResource,
  recurringInvoiceResource,
  webhookResource,
];

/** What HaloPSA's clients post to and will not find here, with what to do instead. */
export const notOffered: Readonly<Record<string, string>> = {
  report:
    "SQL is not run here. Read the lists with pageinate=true&page_size=1000, the changed records with lastupdatefromdate, or whole lists as CSV from /v1/<list>?format=csv",
};
