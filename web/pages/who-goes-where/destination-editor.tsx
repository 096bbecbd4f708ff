import { Button, Group, Radio, Select, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { CatalogueView } from "../../../src/api/v1/shapes/settings.ts";
import type { Destination, Mapping } from "../../../src/model/settings.ts";
import { catalogueQuery } from "../../queries/connection.ts";
import { useMe } from "../../session.tsx";
import { IconPlus } from "../../ui/icons.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { CreatePlace } from "./create-place.tsx";

interface Props {
  readonly rule: Mapping;
  readonly error: string;
  readonly isDisabled: boolean;
  readonly onChange: (destination: Destination) => void;
}

/** Where a rule leads: to a site of a customer, among the agents, or nowhere on purpose. */
export function DestinationEditor({ rule, error, isDisabled, onChange }: Props) {
  const query = useQuery(catalogueQuery());
  const { destination } = rule;
  return (
    <Loaded query={query} reading="the customers and sites of your desk">
      {(catalogue) => (
        <Stack gap="xs">
          <Radio.Group
            label="Goes to"
            value={destination.kind}
            onChange={(kind) => onChange(chooseKind(kind, destination, catalogue))}
            error={error === "" ? undefined : error}
          >
            <Group gap="md" mt={4}>
              <Radio value="site" label="A site" disabled={isDisabled} />
              <Radio value="agent" label="Agents (staff)" disabled={isDisabled} />
              <Radio value="leaveOut" label="Leave out" disabled={isDisabled} />
            </Group>
          </Radio.Group>
          {destination.kind === "site" && (
            <SiteDestination catalogue={catalogue} destination={destination} isDisabled={isDisabled} onChange={onChange} />
          )}
          {destination.kind === "agent" && (
            <Select
              label="Role"
              description="Given to every agent that this rule makes. Roles that people give by hand are never taken away."
              placeholder="no role"
              data={catalogue.agentRoles.map(({ id, name, isAdministrator }) => ({
                value: String(id),
                label: isAdministrator ? `${name} (administrator rights)` : name,
              }))}
              value={destination.agentRoleId === null ? null : String(destination.agentRoleId)}
              clearable
              clearButtonProps={{ "aria-label": "No role" }}
              searchable
              disabled={isDisabled}
              onChange={(id) => onChange({ kind: "agent", agentRoleId: id === null ? null : Number(id) })}
            />
          )}
          {destination.kind === "leaveOut" && (
            <Text size="sm" c="dimmed">
              Whoever it fits is not imported, neither as user nor as agent, and nothing happens to them on the desk.
            </Text>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

type SiteKind = Extract<Destination, { kind: "site" }>;

interface SiteProps {
  readonly catalogue: CatalogueView;
  readonly destination: SiteKind;
  readonly isDisabled: boolean;
  readonly onChange: (destination: Destination) => void;
}

function SiteDestination({ catalogue, destination, isDisabled, onChange }: SiteProps) {
  const [isCreating, { open, close }] = useDisclosure(false);
  const canCreate = useMe().permissions.includes("customers:edit");
  const known = catalogue.sites.some(({ id }) => id === destination.siteId);
  const byCustomer = Map.groupBy(catalogue.sites, ({ customer }) => customer);
  return (
    <>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select
          label="Site"
          placeholder="Search a customer or a site"
          style={{ flex: 1, minWidth: 0 }}
          data={[...byCustomer].map(([group, sites]) => ({
            group,
            // The customer's name is part of what is searched.
            items: sites.map(({ id, name, isMain }) => ({ value: String(id), label: `${name}${isMain ? " (main)" : ""} · ${group}` })),
          }))}
          value={known ? String(destination.siteId) : null}
          searchable
          limit={100}
          nothingFoundMessage="No site or customer is called so. Create one beside."
          allowDeselect={false}
          disabled={isDisabled}
          maxDropdownHeight={320}
          onChange={(id) => id !== null && onChange({ ...destination, siteId: Number(id) })}
        />
        {canCreate && !isDisabled && (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
            New
          </Button>
        )}
      </Group>
      <Select
        label="User role"
        placeholder="no role"
        data={catalogue.userRoles.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={destination.userRoleId === null ? null : String(destination.userRoleId)}
        clearable
        clearButtonProps={{ "aria-label": "No role" }}
        searchable
        disabled={isDisabled}
        onChange={(id) => onChange({ ...destination, userRoleId: id === null ? null : Number(id) })}
      />
      {isCreating && (
        <CreatePlace
          catalogue={catalogue}
          customerId={catalogue.sites.find(({ id }) => id === destination.siteId)?.customerId ?? null}
          onClose={close}
          onCreated={(siteId) => {
            close();
            onChange({ ...destination, siteId });
          }}
        />
      )}
    </>
  );
}

function chooseKind(kind: string, before: Destination, catalogue: CatalogueView): Destination {
  if (kind === before.kind) return before;
  if (kind === "agent") return { kind: "agent", agentRoleId: null };
  if (kind === "site")
    return { kind: "site", siteId: (catalogue.sites.find(({ isMain }) => isMain) ?? catalogue.sites[0])?.id ?? 0, userRoleId: null };
  return { kind: "leaveOut" };
}
