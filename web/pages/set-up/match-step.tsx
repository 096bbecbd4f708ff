import { Alert, Anchor, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import type { MatchingView } from "../../../src/api/v1/shapes/settings.ts";
import type { ConnectionSettings, Mapping } from "../../../src/model/settings.ts";
import { settingsQuery } from "../../queries/settings.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useMatching } from "../matching/queries.ts";
import { UnlinkedCount } from "../matching/unlinked-count.tsx";
import { ContinueButton } from "./continue-button.tsx";
import { type Concerned, isUnrecognised, listConcerned } from "./find-unrecognised.ts";
import { useSaveSettings } from "./queries.ts";

interface MatchStepProps {
  readonly connection: ConnectionView;
  readonly isCurrent: boolean;
}

/** How people who are on the desk already would be recognised, with what happens to them otherwise. */
export function MatchStep({ connection, isCurrent }: MatchStepProps) {
  const settings = useQuery(settingsQuery(connection.id));
  const matching = useMatching(connection.id, settings.data?.settings);
  return (
    <Stack gap="md">
      <Text size="sm">
        An account is always recognised by its Google id first. Records that your desk holds already have no such id yet: the first import
        looks for them by the fields below, in order, and links them for good. Whoever is found twice is asked about, never guessed.
      </Text>
      <Loaded query={matching} reading="the records of your desk">
        {(found) => (
          <Sides connection={connection} matching={found} mappings={settings.data?.settings.mappings ?? []} isCurrent={isCurrent} />
        )}
      </Loaded>
    </Stack>
  );
}

interface SidesProps extends MatchStepProps {
  readonly matching: MatchingView;
  readonly mappings: readonly Mapping[];
}

function Sides({ connection, matching, mappings, isCurrent }: SidesProps) {
  const save = useSaveSettings(connection.id);
  const sides = listConcerned(matching, mappings);
  const isAnyoneUnknown = sides.some(isUnrecognised);
  return (
    <>
      <List size="sm" spacing={4}>
        {sides.map(({ what, side }) => (
          <List.Item key={what}>
            <Side what={what} side={side} mappings={mappings} />
          </List.Item>
        ))}
      </List>
      {matching.warnings.map((warning) => (
        <Alert key={warning} color="yellow" variant="light" icon={<IconAlertTriangle size={18} />}>
          {warning}
        </Alert>
      ))}
      {connection.lastRead === null && isAnyoneUnknown && (
        <Text size="sm" c="dimmed">
          The directory was not read yet: how many are found, the preview shows, person by person.
        </Text>
      )}
      {save.isError && <ProblemAlert error={save.error} />}
      <Group>
        {isAnyoneUnknown && (
          <Button variant={isCurrent ? "filled" : "default"} loading={save.isPending} onClick={() => save.mutate(recogniseByAddress)}>
            Recognise them by e-mail, then alias
          </Button>
        )}
        {isCurrent && !isAnyoneUnknown && <ContinueButton connectionId={connection.id} to="preview" />}
        {isCurrent && isAnyoneUnknown && (
          <Button variant="default" component={PathLink} href={`/directories/${connection.id}/set-up?step=preview`}>
            Continue without
          </Button>
        )}
        <Anchor underline="always" size="sm" component={PathLink} href={`/directories/${connection.id}/matching`}>
          Choose other fields on the page Matching
        </Anchor>
      </Group>
    </>
  );
}

function Side({ what, side, mappings }: Concerned & { readonly mappings: readonly Mapping[] }) {
  const { unlinked, linked, fields } = side;
  if (unlinked === 0) {
    return linked === 0
      ? `No ${what} ${what === "users" ? "at the customer that your rules name" : "on your desk"} yet: nobody needs to be recognised.`
      : `All ${linked.toLocaleString()} ${what} of your desk are linked to an account.`;
  }
  const by =
    fields.length === 0
      ? "nothing is said about how they are recognised"
      : `recognised by ${fields.map(({ label }) => label).join(", then ")}`;
  return (
    <>
      <UnlinkedCount what={what} n={unlinked} label={unlinked === 1 ? what.slice(0, -1) : what} mappings={mappings} /> of your desk{" "}
      {unlinked === 1 ? "is" : "are"} not linked to an account: {by}.
    </>
  );
}

/** The two fields that are right nearly everywhere, where nothing is chosen yet. */
function recogniseByAddress(settings: ConnectionSettings): ConnectionSettings {
  const { users, agents } = settings.matching;
  const address = [{ kind: "email" }, { kind: "alias" }] as const;
  return { ...settings, matching: { users: users.length > 0 ? users : [...address], agents: agents.length > 0 ? agents : [...address] } };
}
