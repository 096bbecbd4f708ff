import { Group, Select } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useConnections } from "../../queries/connections.ts";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";
import { PersonBox } from "./person-box.tsx";
import { WhyEverywhere } from "./why-everywhere.tsx";
import { readWhySearch, type WhySearch } from "./why-search.ts";

/** Type a person: what happens to them and why, in every directory. */
export function WhyPage() {
  const search = useSearch({ from: "/why" });
  const navigate = useNavigate();
  const connections = useConnections();
  const show = (change: { readonly [K in keyof WhySearch]?: WhySearch[K] | undefined }) =>
    void navigate({ to: ".", search: readWhySearch({ ...search, ...change }) });
  return (
    <Page
      title="Why"
      subtitle="Type a person: what happens to them, and why, in every directory. Nothing is written, and no directory is asked."
    >
      <Loaded query={connections} reading="the directories">
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No directory connected" action={<ButtonLink to="/directories/new">Connect a directory</ButtonLink>}>
              Once a directory is read, every person in it has an answer here.
            </Empty>
          ) : (
            <>
              <Group gap="xs" align="flex-end">
                <PersonBox search={search} onChoose={(choice) => show({ recordOf: undefined, ...choice })} />
                {items.length > 1 && (
                  <Select
                    label="Directory"
                    placeholder="every directory"
                    clearable
                    searchable={items.length > 6}
                    clearButtonProps={{ "aria-label": "Clear: Directory" }}
                    data={items.map(({ id, name }) => ({ value: String(id), label: name }))}
                    value={search.connection === undefined ? null : String(search.connection)}
                    onChange={(value) => show({ connection: value === null ? undefined : Number(value) })}
                  />
                )}
              </Group>
              {search.person === undefined ? (
                <Empty title="Whom do you wonder about?">
                  A name, an e-mail address, an alias or a directory id. The answer says what an import does with the person, which rule
                  decided, where every value comes from, and what happened before; for people who are left out, why.
                </Empty>
              ) : (
                <WhyEverywhere
                  key={`${search.recordOf} ${search.person}`}
                  search={search}
                  person={search.person}
                  connections={search.connection === undefined ? items : items.filter(({ id }) => id === search.connection)}
                />
              )}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
