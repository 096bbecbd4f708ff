import { Group, Title } from "@mantine/core";
import type { Entity } from "../../../src/model/desk.ts";
import { usePerson } from "../../queries/person.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";
import { PersonActions } from "../person/person-actions.tsx";
import { PersonHead } from "../person/person-head.tsx";
import type { PersonTab } from "../person/person-search.ts";
import { PersonTabs } from "../person/person-tabs.tsx";

interface PersonBesideProps {
  readonly entity: Entity;
  readonly id: number;
  readonly tab: PersonTab;
  readonly onTab: (tab: PersonTab) => void;
}

/** A record beside the list that it was opened from, with the way to its own page. */
export function PersonBeside({ entity, id, tab, onTab }: PersonBesideProps) {
  const person = usePerson(entity, id);
  return (
    <Loaded query={person} reading={`${entity} ${id}`}>
      {(data) => (
        <>
          <Title order={2} size="h3" mb="xs" dir="auto" style={{ overflowWrap: "anywhere" }}>
            {data.name}
          </Title>
          <PersonHead person={data} />
          <Group gap="xs" mb="md">
            <ButtonLink size="xs" variant="default" to={entity === "user" ? "/users/$id" : "/agents/$id"} params={{ id: String(id) }}>
              Open the page
            </ButtonLink>
            <PersonActions person={data} size="xs" />
          </Group>
          <PersonTabs person={data} tab={tab} onTab={onTab} />
        </>
      )}
    </Loaded>
  );
}
