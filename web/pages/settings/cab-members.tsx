import type { z } from "@hono/zod-openapi";
import { List } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { CabMembersView } from "../../../src/api/v1/people/person-shapes.ts";
import { call } from "../../queries/call.ts";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { PersonLink } from "../../ui/person-link.tsx";

type CabMembersAnswer = z.infer<typeof CabMembersView>;

/** Who sits on a change advisory board, and who put them there. */
export function CabMembers({ id }: { readonly id: number }) {
  const members = useQuery({
    queryKey: ["records", "cab", "one", id, "members"],
    queryFn: () => call<CabMembersAnswer>(`/cabs/${id}/members`),
  });
  return (
    <Loaded query={members} reading="the members">
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="Nobody sits on this board">Give a seat by hand on an agent's page, or let a group of a directory give it.</Empty>
        ) : (
          <List size="sm" listStyleType="none" spacing="xs">
            {items.map((member) => (
              <List.Item key={`${member.agentId} ${member.cabRole}`}>
                <PersonLink entity="agent" id={member.agentId} name={member.name} />
                {member.cabRole !== null && `, ${member.cabRole}`}{" "}
                {member.connectionId === null ? "(given by hand)" : `(given by ${member.connection ?? "a directory"})`}
              </List.Item>
            ))}
          </List>
        )
      }
    </Loaded>
  );
}
