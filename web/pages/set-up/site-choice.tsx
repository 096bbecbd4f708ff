import { Radio, Select, Stack, TextInput } from "@mantine/core";
import type { CatalogueView } from "../../../src/api/v1/shapes/settings.ts";
import { faultAt } from "../../ui/problem.tsx";
import { asSentence } from "./as-sentence.ts";

/** A site that exists, or a customer to be made with its main site. */
export interface WhichSite {
  readonly isNew: boolean;
  readonly siteId: number | null;
  readonly customer: string;
  readonly mainSite: string;
}

interface SiteChoiceProps {
  readonly catalogue: CatalogueView;
  readonly value: WhichSite;
  readonly onChange: (value: WhichSite) => void;
  readonly error: unknown;
}

/** Where everybody goes: one of the desk's sites, or a customer and site that are made here. */
export function SiteChoice({ catalogue, value, onChange, error }: SiteChoiceProps) {
  const hasSites = catalogue.sites.length > 0;
  return (
    <Stack gap="sm">
      {hasSites && (
        <Radio.Group
          label="Everyone active goes to"
          value={value.isNew ? "new" : "existing"}
          onChange={(chosen) => onChange({ ...value, isNew: chosen === "new" })}
        >
          <Stack gap={6} mt={6}>
            <Radio value="existing" label="a site of your desk" />
            <Radio value="new" label="a new customer with its main site" />
          </Stack>
        </Radio.Group>
      )}
      {value.isNew ? (
        <>
          <TextInput
            label="Customer"
            description={
              hasSites
                ? "The organisation whose directory this is"
                : "Your desk has no customer yet: the organisation whose directory this is"
            }
            maw={420}
            maxLength={100}
            value={value.customer}
            error={asSentence(faultAt(error, "name"))}
            onChange={(event) => onChange({ ...value, customer: event.currentTarget.value })}
          />
          <TextInput
            label="Main site"
            description="Every customer has one; others can follow"
            maw={420}
            maxLength={100}
            value={value.mainSite}
            error={asSentence(faultAt(error, "mainSite"))}
            onChange={(event) => onChange({ ...value, mainSite: event.currentTarget.value })}
          />
        </>
      ) : (
        <Select
          label="Site"
          placeholder="Choose a site"
          maw={420}
          searchable
          nothingFoundMessage="No site of that name"
          data={groupSites(catalogue)}
          value={value.siteId === null ? null : String(value.siteId)}
          onChange={(chosen) => onChange({ ...value, siteId: chosen === null ? null : Number(chosen) })}
        />
      )}
    </Stack>
  );
}

function groupSites({ sites, customers }: CatalogueView) {
  return customers
    .map((customer) => ({
      group: customer.name,
      items: sites
        .filter((site) => site.customerId === customer.id)
        .map((site) => ({ value: String(site.id), label: site.isMain ? `${site.name} (main site)` : site.name })),
    }))
    .filter(({ items }) => items.length > 0);
}
