import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useState } from "react";
import { useSearch } from "../queries/home.ts";
import { useMe } from "../session.tsx";
import { IconSearch } from "../ui/icons.ts";
import { ProblemAlert } from "../ui/problem.tsx";
import { findPages } from "./find-pages.ts";
import { groupHits, type Hit } from "./group-hits.ts";
import classes from "./search.module.css";
import { SearchHits } from "./search-hits.tsx";

/** Searches people, accounts, tickets, customers, sites, assets, licences, connections, runs and pages from anywhere. */
export function SearchDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} padding={0} size={640} yOffset="10vh">
      <Modal.Overlay />
      <Modal.Content aria-label="Search everything">{isOpen && <Search onClose={onClose} />}</Modal.Content>
    </Modal.Root>
  );
}

function Search({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const { permissions } = useMe();
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 150);
  const [place, setPlace] = useState(0);
  const found = useSearch(q);
  const groups = groupHits(findPages(typed, permissions), typed.trim() === "" ? [] : (found.data?.items ?? []));
  const hits = groups.flatMap((group) => group.hits);
  const active = Math.min(place, hits.length - 1);
  const isLooking = typed.trim() !== "" && (typed.trim() !== q || found.isFetching);

  function open(hit: Hit) {
    onClose();
    router.history.push(hit.href);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setPlace((active + step + hits.length) % hits.length);
    }
    const hit = hits[active];
    if (event.key === "Enter" && hit !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      open(hit);
    }
  }

  return (
    <>
      <TextInput
        data-autofocus
        aria-label="Search everything"
        placeholder="Name, address, customer, ticket, serial number, run…"
        variant="unstyled"
        size="md"
        className={classes.field ?? ""}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={typed}
        maxLength={200}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(hits.length > 0 ? { "aria-activedescendant": `${listId}-${active}` } : {})}
      />
      <div>
        <SearchHits groups={groups} listId={listId} active={active} onOpen={open} onPoint={setPlace} />
        {found.isError && typed.trim() !== "" && (
          <div className={classes.note}>
            <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
          </div>
        )}
        <p className={classes.note} role="status">
          {sayFound({
            typed: typed.trim(),
            n: hits.length,
            isLooking,
            isError: found.isError,
            searchedFor: typed.trim() === "" ? undefined : found.data?.searchedFor,
          })}
        </p>
      </div>
      <p className={classes.foot} aria-hidden>
        ↑ ↓ choose · Enter opens · Esc closes
      </p>
    </>
  );
}

interface Found {
  readonly typed: string;
  readonly n: number;
  readonly isLooking: boolean;
  readonly isError: boolean;
  /** What was looked for instead, where what was typed is found nowhere. */
  readonly searchedFor: string | undefined;
}

function sayFound({ typed, n, isLooking, isError, searchedFor }: Found): string {
  if (isError) return "";
  if (typed === "") return "Part of a name or an address is enough. A directory id, a domain or a run's number works, too.";
  if (isLooking && n === 0) return "Looking…";
  if (n > 0) return searchedFor === undefined ? "" : `Nothing is called “${typed}”: searched for “${searchedFor}”.`;
  return `No hit for “${typed}”. People who were left out are found by their address, too: if somebody is missing, their directory has not been read since they came.`;
}
