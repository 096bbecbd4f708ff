import { Button, Popover, ScrollArea, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { ConnectionSettings } from "../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../src/core/canonical-json.ts";
import { api, ask } from "../api.ts";
import { Loaded } from "../ui/loaded.tsx";
import { useWhy } from "../why/why-provider.tsx";
import classes from "./people-list.module.css";

/** Which accounts: by where they end up, or whom a rule fits by itself. */
export interface Which {
  readonly goesTo?: string;
  readonly fits?: number;
}

interface ListProps {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly which: Which;
}

const sheet = 50;

/** The accounts behind a number, judged by settings that need not be in force. Each opens its *why*. */
export function PeopleList({ connectionId, settings, which }: ListProps) {
  const [limit, setLimit] = useState(sheet);
  const { openWhy } = useWhy();
  const query = useQuery({
    queryKey: ["connections", connectionId, "accountsBy", which, limit, canonicalJson(settings)],
    queryFn: () =>
      ask(
        api.connections[":connectionId"].people.$post({
          param: { connectionId: String(connectionId) },
          json: { ...which, settings, limit },
        }),
      ),
    placeholderData: (before) => before,
    gcTime: 60_000,
  });
  return (
    <Loaded query={query} reading="who they are">
      {({ items, total }) => (
        <>
          {total === 0 && <Text size="sm">Nobody.</Text>}
          <ul className={classes.people}>
            {items.map((account) => (
              <li key={account.externalId}>
                <button type="button" className={classes.person} onClick={() => openWhy({ connectionId, person: account.externalId })}>
                  <span dir="auto">{account.name || account.email || account.externalId}</span>
                  <span className={classes.where} dir="auto">
                    {account.email} · {account.goesTo}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {items.length < total &&
            (limit < 500 ? (
              <Button size="xs" variant="default" mt="xs" onClick={() => setLimit(500)}>
                Show more of {total.toLocaleString()}
              </Button>
            ) : (
              <Text size="xs" c="dimmed" mt="xs">
                The first {items.length.toLocaleString()} of {total.toLocaleString()}. See the effect to search among all of them.
              </Text>
            ))}
        </>
      )}
    </Loaded>
  );
}

interface PopoverProps {
  readonly label: string;
  /** What stands on the button; the label says the same in full. */
  readonly children: ReactNode;
  readonly tone?: "waiting" | undefined;
  readonly isStrong?: boolean | undefined;
  /** Headed lists, read when it opens. */
  readonly lists: readonly { readonly title: string; readonly which: Which }[];
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
}

/** A number that opens the list of those whom it counts. */
export function PeopleNumber({ label, children, tone, isStrong = false, lists, connectionId, settings }: PopoverProps) {
  const [isOpen, { close, toggle }] = useDisclosure(false);
  return (
    <Popover opened={isOpen} onChange={(open) => !open && close()} width={340} position="bottom" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <button
          type="button"
          className={classes.number}
          data-tone={tone}
          data-strong={isStrong || undefined}
          aria-label={label}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <ScrollArea.Autosize mah={360} type="auto">
          {isOpen && (
            <Stack gap="sm">
              {lists.map(({ title, which }) => (
                <div key={title}>
                  <Text size="sm" fw={600} mb={4}>
                    {title}
                  </Text>
                  <PeopleList connectionId={connectionId} settings={settings} which={which} />
                </div>
              ))}
            </Stack>
          )}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
