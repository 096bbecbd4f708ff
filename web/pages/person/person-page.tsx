import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Entity } from "../../../src/model/desk.ts";
import { usePerson } from "../../queries/person.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { PersonActions } from "./person-actions.tsx";
import { PersonHead } from "./person-head.tsx";
import { PersonTabs } from "./person-tabs.tsx";

/** A user or an agent on a page of its own: where every value comes from, why, and what happened before. */
export function PersonPage({ entity }: { entity: Entity }) {
  const id = Number(useParams({ strict: false }).id);
  const { tab = "now" } = useSearch({ from: entity === "user" ? "/users/$id" : "/agents/$id" });
  const navigate = useNavigate();
  const person = usePerson(entity, id);
  const crumbs = [entity === "user" ? { label: "Users", to: "/users" } : { label: "Agents", to: "/agents" }];
  const name = person.data?.name ?? (entity === "user" ? `User ${id}` : `Agent ${id}`);
  return (
    <Page title={name} crumbs={crumbs} actions={person.data !== undefined && <PersonActions person={person.data} />}>
      <Loaded query={person} reading={`${entity} ${id}`}>
        {(data) => (
          <>
            <PersonHead person={data} />
            <PersonTabs person={data} tab={tab} onTab={(next) => void navigate({ to: ".", search: next === "now" ? {} : { tab: next } })} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
