import { Select, Text } from "@mantine/core";
import { useState } from "react";
import { problemOf } from "../../ui/problem.tsx";
import { askTemplate, useSetup } from "./queries.ts";
import type { TicketRecord } from "./ticket-record.ts";

interface TemplateRecord {
  readonly id: number;
  readonly name: string;
  readonly details: string;
  readonly isActive: boolean;
}

interface Props {
  readonly ticket: TicketRecord;
  readonly onInsert: (text: string) => void;
}

/** Puts the words of a template into a reply, with the names of this ticket in them. */
export function TemplateInsert({ ticket, onInsert }: Props) {
  const templates = (useSetup<TemplateRecord>("ticketTemplate").data ?? []).filter(({ isActive, details }) => isActive && details !== "");
  const [error, setError] = useState<unknown>(null);
  if (templates.length === 0) return null;
  async function insert(id: number) {
    setError(null);
    try {
      const { userId, customerId, siteId } = ticket;
      const { details } = await askTemplate(id, { userId, customerId, siteId });
      onInsert(String(details ?? "").replaceAll(/\{\{\s*ticket\.id\s*\}\}/g, String(ticket.id)));
    } catch (refused) {
      setError(refused);
    }
  }
  return (
    <div>
      <Select
        label="Insert a template"
        placeholder="Choose…"
        w="12rem"
        searchable
        data={templates.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={null}
        onChange={(id) => id !== null && void insert(Number(id))}
      />
      {error !== null && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problemOf(error).detail}
        </Text>
      )}
    </div>
  );
}
