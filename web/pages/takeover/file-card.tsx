import { Button, Group, Progress, Text } from "@mantine/core";
import { useState } from "react";
import type { TakeoverKind } from "../../../src/model/takeover.ts";
import { FileDrop } from "../../ui/file-drop.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { saySize } from "../../ui/say-size.ts";
import { ColumnsTable } from "./columns-table.tsx";
import { useDropFile, useSendFile } from "./queries.ts";
import classes from "./takeover.module.css";
import type { TakeoverFileView } from "./takeover-types.ts";
import { kindWords } from "./takeover-words.ts";

interface Props {
  readonly takeoverId: number;
  readonly kind: TakeoverKind;
  readonly file: TakeoverFileView | undefined;
}

const largest = 20 * 1024 * 1024;
const delimiters: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };

/** The file of one kind: taken, looked at, and told what its columns fill. */
export function FileCard({ takeoverId, kind, file }: Props) {
  const [share, setShare] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const send = useSendFile();
  const drop = useDropFile();
  function take([chosen]: readonly File[]) {
    if (chosen === undefined) return;
    setFault(chosen.size > largest ? `${chosen.name} has ${saySize(chosen.size)}: files may have 20 MB. Split it.` : null);
    if (chosen.size > largest) return;
    setShare(0);
    send.mutate({ id: takeoverId, kind, file: chosen, onProgress: setShare }, { onSettled: () => setShare(null) });
  }
  return (
    <section className={classes.card} aria-label={kindWords[kind]}>
      <Group justify="space-between" gap="xs">
        <div>
          <h3 className={classes.cardTitle}>{kindWords[kind]}</h3>
          {file !== undefined && (
            <Text size="sm" c="dimmed">
              {file.facts.rows.toLocaleString()} {file.facts.rows === 1 ? "line" : "lines"} · {file.facts.header.length} columns between{" "}
              {delimiters[file.facts.delimiter] ?? file.facts.delimiter} · {file.facts.encoding.toUpperCase()}
            </Text>
          )}
        </div>
        {file !== undefined && (
          <Button size="xs" variant="subtle" loading={drop.isPending} onClick={() => drop.mutate({ id: takeoverId, kind })}>
            Take the file out
          </Button>
        )}
      </Group>
      <FileDrop
        label={file === undefined ? `Choose the file of ${kindWords[kind].toLocaleLowerCase()}` : "Choose another file"}
        limit="a CSV file of up to 20 MB"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        isDisabled={send.isPending}
        onFiles={take}
      />
      {share !== null && <Progress value={share * 100} aria-label={`The file of ${kindWords[kind].toLocaleLowerCase()} is sent`} mt="xs" />}
      {fault !== null && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {fault}
        </Text>
      )}
      {send.error !== null && <ProblemAlert error={send.error} />}
      {drop.error !== null && <ProblemAlert error={drop.error} />}
      {file !== undefined && <ColumnsTable takeoverId={takeoverId} file={file} />}
    </section>
  );
}
