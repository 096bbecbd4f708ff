import { Button, Group, Table, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { faultAt, ProblemAlert } from "../../ui/problem.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { useBeginTakeover, useTakeovers } from "./queries.ts";
import { sayState, sayTitle } from "./takeover-words.ts";

/** Records taken over from files of another system: what was, and the beginning of another one. */
export function TakeoversPage() {
  const takeovers = useTakeovers();
  return (
    <Page
      title="Take-over"
      crumbs={[{ label: "Settings", to: "/settings" }]}
      subtitle="Customers, sites, users, agents and assets from files of another system, with their ids there. Everything is shown before it is written, and can be taken back. Do it before the first import of a directory: imports then find the people who are there."
    >
      <Begin />
      <Section title="Take-overs">
        <Loaded query={takeovers} reading="the take-overs">
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="Nothing was taken over yet">Export one file a kind from the other system, and begin above.</Empty>
            ) : (
              <StackingTable label="Take-overs" minWidth="40rem">
                <Table.Thead>
                  <Table.Tr>
                    {["Take-over", "State", "Begun", "Applied"].map((head) => (
                      <Table.Th key={head}>{head}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((takeover) => (
                    <Table.Tr key={takeover.id}>
                      <Table.Td data-label="Take-over">
                        <AnchorLink to="/settings/take-over/$id" params={{ id: String(takeover.id) }} size="sm">
                          {sayTitle(takeover)}
                        </AnchorLink>
                      </Table.Td>
                      <Table.Td data-label="State">{sayState(takeover)}</Table.Td>
                      <Table.Td data-label="Begun">
                        <When at={takeover.startedAt} /> by {takeover.startedBy}
                      </Table.Td>
                      <Table.Td data-label="Applied">
                        {takeover.appliedAt === null ? (
                          "not yet"
                        ) : (
                          <>
                            <When at={takeover.appliedAt} /> by {takeover.appliedBy}
                          </>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </StackingTable>
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}

function Begin() {
  const [system, setSystem] = useState("");
  const begin = useBeginTakeover();
  const navigate = useNavigate();
  function submit(event: FormEvent) {
    event.preventDefault();
    begin.mutate(system.trim(), { onSuccess: ({ id }) => void navigate({ to: "/settings/take-over/$id", params: { id: String(id) } }) });
  }
  return (
    <Section title="Begin a take-over">
      <form onSubmit={submit}>
        <Group align="end" gap="xs">
          <TextInput
            label="Which system the files come from"
            description="Ids are kept under this name. Use the same name again, and the same records are found."
            placeholder="HaloPSA"
            maxLength={100}
            miw="min(22rem, 100%)"
            value={system}
            error={faultAt(begin.error, "system")}
            onChange={(event) => setSystem(event.currentTarget.value)}
          />
          <Button type="submit" disabled={system.trim() === ""} loading={begin.isPending}>
            Begin
          </Button>
        </Group>
      </form>
      {begin.error !== null && faultAt(begin.error, "system") === undefined && <ProblemAlert error={begin.error} />}
    </Section>
  );
}
