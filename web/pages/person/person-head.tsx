import { Group, Stack, Text } from "@mantine/core";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { PersonLink } from "../../ui/person-link.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";

/** Who it is at a glance: place, standing, and every directory that knows the person. */
export function PersonHead({ person }: { person: PersonView }) {
  return (
    <Group align="flex-start" gap="md" wrap="nowrap" mb="sm">
      <Avatar name={person.name} size={44} />
      <Stack gap={4} miw={0}>
        <Group gap="xs">
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {person.email || "no e-mail"}
          </Text>
          <Standing person={person} />
        </Group>
        <Place person={person} />
        {person.links.length === 0 ? (
          <Text size="sm">Not in any directory. {person.origin}</Text>
        ) : (
          person.links.map((link) => <LinkedDirectory key={link.connectionId} link={link} />)
        )}
        {person.roles.length > 0 && (
          <Text size="sm" dir="auto">
            Holds {person.roles.map(({ what, from }) => `${what} (${from})`).join(", ")}
          </Text>
        )}
      </Stack>
    </Group>
  );
}

function Standing({ person }: { person: PersonView }) {
  return (
    <>
      <StateBadge tone="info">{person.entity === "user" ? "user" : "agent (staff)"}</StateBadge>
      <StateBadge tone={person.isActive ? "good" : "neutral"}>{person.isActive ? "active" : "inactive"}</StateBadge>
      {person.isProtected && <StateBadge tone="waiting">never touched</StateBadge>}
      {person.isApiOnly && <StateBadge tone="neutral">API-only</StateBadge>}
    </>
  );
}

function Place({ person: { customer, site, twin, manager } }: { person: PersonView }) {
  if (customer === null && site === null && twin === null && manager === null) return null;
  return (
    <Text size="sm" component="div" style={{ overflowWrap: "anywhere" }}>
      {customer !== null && (
        <AnchorLink to="/customers/$id" params={{ id: String(customer.id) }} inherit>
          {customer.name}
        </AnchorLink>
      )}
      {customer !== null && site !== null && " › "}
      {site !== null && (
        <AnchorLink to="/sites/$id" params={{ id: String(site.id) }} inherit>
          {site.name}
        </AnchorLink>
      )}
      {manager !== null && (
        <>
          {customer !== null && " · "}manager <PersonLink entity="user" id={manager.id} name={manager.name} />
        </>
      )}
      {twin !== null && (
        <>
          {" "}
          · also {twin.entity === "agent" ? "an agent" : "a user"}: <PersonLink entity={twin.entity} id={twin.id} name={twin.name} />
        </>
      )}
    </Text>
  );
}

function LinkedDirectory({ link }: { link: PersonView["links"][number] }) {
  return (
    <Group gap={6} wrap="wrap">
      <Text size="sm" component="span" style={{ overflowWrap: "anywhere" }}>
        {link.type} ·{" "}
        <AnchorLink to="/directories/$connectionId" params={{ connectionId: String(link.connectionId) }} inherit>
          {link.connection}
        </AnchorLink>{" "}
        · id {link.externalId}
      </Text>
      <CopyButton value={link.externalId} label="Copy id" />
      <Text size="sm" component="span">
        {link.asRead === null ? (
          "not read yet"
        ) : (
          <>
            as read <When at={link.asRead} />
          </>
        )}
        {link.sinceRunId !== null && (
          <>
            {" "}
            · linked by{" "}
            <AnchorLink to="/runs/$runId" params={{ runId: String(link.sinceRunId) }} inherit>
              run {link.sinceRunId}
            </AnchorLink>
          </>
        )}
      </Text>
      {link.isAbsent && <StateBadge tone="bad">missing from the directory</StateBadge>}
    </Group>
  );
}
