import { Stack, Text } from "@mantine/core";
import { useKind } from "../../queries/records.ts";
import { recordAddress } from "../../records/record-places.ts";
import { PathLink } from "../../ui/path-link.tsx";
import type { TakeoverFileView, TakeoverLine } from "./takeover-types.ts";
import { labelOfField, sayTakeoverValue } from "./takeover-words.ts";

interface Props {
  readonly line: TakeoverLine;
  readonly files: readonly TakeoverFileView[];
}

const foundWords = {
  id: "its id of the other system",
  name: "its name",
  email: "its e-mail address",
  key: "its type and serial number",
} as const;

/** What a line writes, before and after, how its record was found, and why. */
export function LineDetail({ line, files }: Props) {
  const { kind, action, changes, foundBy, recordId, says, state, labels } = line;
  const place = useKind(kind);
  const isThere = recordId !== null && (state === "applied" ? action !== "remove" : action !== "create");
  return (
    <Stack gap={4} p="xs">
      {says !== null && <Text size="sm">{says}</Text>}
      {foundBy !== null && <Text size="sm">Found on the desk by {foundWords[foundBy]}.</Text>}
      {changes.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: "1.2rem", fontSize: "var(--mantine-font-size-sm)", overflowWrap: "anywhere" }}>
          {changes.map(({ field, before, after }) => (
            <li key={field}>
              {labelOfField(field, files, kind)}:{" "}
              {action !== "create" && <span dir="auto">{sayTakeoverValue(before, labels, field)} → </span>}
              <strong dir="auto">{sayTakeoverValue(after, labels, field)}</strong>
            </li>
          ))}
        </ul>
      )}
      {changes.length === 0 && action === "same" && <Text size="sm">The desk has all of it already.</Text>}
      {isThere && place !== undefined && (
        <Text size="sm">
          <PathLink href={recordAddress(place, recordId)}>Open the {place.one}</PathLink>
        </Text>
      )}
    </Stack>
  );
}
