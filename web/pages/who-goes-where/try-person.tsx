import { Button, Group, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountPage, ConnectionSettings } from "../../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import type { Mapping } from "../../../src/model/settings.ts";
import { api, ask } from "../../api.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { useWhy } from "../../why/why-provider.tsx";
import { listRules } from "./rules.ts";
import classes from "./who-goes-where.module.css";

interface Props {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly isDraft: boolean;
}

/** Type a person: which rule they fall to, by what is on this page. */
export function TryPerson({ connectionId, settings, isDraft }: Props) {
  const [q, setQ] = useState("");
  const query = useQuery({
    queryKey: ["connections", connectionId, "tryPerson", q, canonicalJson(settings)],
    queryFn: () =>
      ask(
        api.connections[":connectionId"].people.$post({ param: { connectionId: String(connectionId) }, json: { q, settings, limit: 6 } }),
      ),
    enabled: q.trim() !== "",
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return (
    <Section title="Which rule does somebody fall to?" description={isDraft ? "By your draft." : "By the rules in force."}>
      <SearchBox value={q} onChange={setQ} label="Type a person" placeholder="Type a person: name, e-mail, id" />
      {q.trim() !== "" && (
        <Loaded query={query} reading="accounts of that name">
          {({ items, total }) => (
            <Found connectionId={connectionId} items={items} total={total} rules={listRules(settings)} isDraft={isDraft} />
          )}
        </Loaded>
      )}
    </Section>
  );
}

interface FoundProps {
  readonly connectionId: number;
  readonly items: AccountPage["items"];
  readonly total: number;
  readonly rules: readonly Mapping[];
  readonly isDraft: boolean;
}

function Found({ connectionId, items, total, rules, isDraft }: FoundProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const account = items.find(({ externalId }) => externalId === chosen) ?? (items.length === 1 ? items[0] : undefined);
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="xs" role="status">
        Nobody of that name in the last reading.
      </Text>
    );
  }
  if (account !== undefined) {
    return (
      <>
        <WhichRule connectionId={connectionId} account={account} rules={rules} isDraft={isDraft} />
        {items.length > 1 && (
          <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setChosen(null)}>
            Somebody else of that name
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      <ul className={classes.found} aria-label="Accounts of that name">
        {items.map(({ externalId, name, email, goesTo }) => (
          <li key={externalId}>
            <button type="button" onClick={() => setChosen(externalId)}>
              <span dir="auto">{name || email || externalId}</span>{" "}
              <Text component="span" size="xs" c="dimmed" dir="auto">
                {email} → {goesTo}
              </Text>
            </button>
          </li>
        ))}
      </ul>
      {total > items.length && (
        <Text size="xs" c="dimmed">
          and {(total - items.length).toLocaleString()} more; type more of the name
        </Text>
      )}
    </>
  );
}

/** Where the account goes by what is on the page, and the sentence about it by what is in force. */
function WhichRule({
  connectionId,
  account,
  rules,
  isDraft,
}: Omit<FoundProps, "items" | "total"> & { readonly account: AccountPage["items"][number] }) {
  const { openWhy } = useWhy();
  const deciders = rules.flatMap(({ id, name }, index) => (account.decidedBy.includes(id) ? [`rule ${index + 1} "${name}"`] : []));
  const why = useQuery({
    queryKey: ["why", connectionId, account.externalId, null, null],
    queryFn: () => ask(api.why.$get({ query: { connection: String(connectionId), person: account.externalId } })),
  });
  return (
    <div className={classes.fitsNow} style={{ marginTop: "0.5rem" }} role="status">
      <Text size="sm" dir="auto">
        <strong>{account.name || account.email || account.externalId}</strong> → {account.goesTo}
        {deciders.length > 0 && ` (${deciders.join(" and ")})`}
      </Text>
      <Loaded query={why} reading="why">
        {({ sentence }) => (
          <Text size="sm" mt={4} dir="auto">
            {isDraft && <em>By the rules in force: </em>}
            {sentence}
          </Text>
        )}
      </Loaded>
      <Group mt="xs">
        <Button size="compact-sm" variant="default" onClick={() => openWhy({ connectionId, person: account.externalId })}>
          Why
        </Button>
      </Group>
    </div>
  );
}
