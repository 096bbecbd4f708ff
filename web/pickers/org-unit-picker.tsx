import { Button, Popover, ScrollArea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { IconSitemap } from "../ui/icons.ts";
import { Loaded } from "../ui/loaded.tsx";
import classes from "./pickers.module.css";
import { orgUnitsQuery } from "./queries.ts";

interface Props {
  readonly connectionId: number;
  readonly label: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** An org unit, typed or chosen from the tree as last read, with the number of accounts in it and below. */
export function OrgUnitPicker({ connectionId, label, value, onChange, error, isDisabled = false }: Props) {
  const [isOpen, { close, toggle }] = useDisclosure(false);
  return (
    <div className={classes.pair}>
      <TextInput
        aria-label={label}
        className={classes.grows}
        placeholder="/Leeds/Studio"
        dir="auto"
        value={value}
        error={error}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Popover
        opened={isOpen}
        onChange={(open) => !open && close()}
        onDismiss={close}
        width={360}
        position="bottom-end"
        withinPortal
        trapFocus
      >
        <Popover.Target>
          <Button
            variant="default"
            onClick={toggle}
            disabled={isDisabled}
            aria-expanded={isOpen}
            leftSection={<IconSitemap size={16} aria-hidden />}
          >
            Choose
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={`${label}: org units`}>
          <OrgUnitTree
            connectionId={connectionId}
            chosen={value}
            onChoose={(path) => {
              onChange(path);
              close();
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

interface TreeProps {
  readonly connectionId: number;
  readonly chosen: string;
  readonly onChoose: (path: string) => void;
}

function OrgUnitTree({ connectionId, chosen, onChoose }: TreeProps) {
  const query = useQuery(orgUnitsQuery(connectionId));
  const [q, setQ] = useState("");
  return (
    <Loaded query={query} reading="the org units">
      {({ items }) => {
        const rows = items.filter(({ path }) => path.toLocaleLowerCase().includes(q.trim().toLocaleLowerCase()));
        return (
          <>
            <TextInput
              aria-label="Find an org unit"
              placeholder="Find an org unit"
              size="xs"
              mb="xs"
              value={q}
              data-autofocus
              onChange={(event) => setQ(event.currentTarget.value)}
            />
            <ScrollArea.Autosize mah={300} type="auto">
              <ul className={classes.tree}>
                {rows.map((row) => (
                  <li key={row.path}>
                    <button
                      type="button"
                      className={classes.unit}
                      aria-pressed={row.path === chosen}
                      title={row.path}
                      style={{ paddingInlineStart: `${0.5 + depthOf(row.path)}rem` }}
                      onClick={() => onChoose(row.path)}
                    >
                      <span dir="auto" className={classes.unitName}>
                        {q === "" ? nameOf(row.path) : row.path}
                      </span>
                      <span className={classes.count}>
                        {row.exactly.toLocaleString()}
                        {row.below !== row.exactly && <span> · {row.below.toLocaleString()} with those below</span>}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
              {rows.length === 0 && (
                <p className={classes.none}>No org unit of the last reading is called so. You may type it all the same.</p>
              )}
            </ScrollArea.Autosize>
          </>
        );
      }}
    </Loaded>
  );
}

/** The server lists each unit before those below it. */
function depthOf(path: string): number {
  return path === "/" ? 0 : path.split("/").length - 1;
}

function nameOf(path: string): string {
  return path === "/" ? "/ (everything)" : (path.split("/").at(-1) ?? path);
}
