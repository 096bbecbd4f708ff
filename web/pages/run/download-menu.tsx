import { Button, Menu } from "@mantine/core";
import type { ChangeFilter } from "../../../src/api/v1/shapes/run.ts";
import { IconDownload } from "../../ui/icons.ts";

interface Props {
  readonly runId: number;
  readonly filter: ChangeFilter;
  readonly total: number | null;
}

/** The lines that are shown, and those further down, as a file. */
export function DownloadMenu({ runId, filter, total }: Props) {
  const rows = total === null ? "what is shown" : `${total.toLocaleString()} ${total === 1 ? "row" : "rows"}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" px={10} aria-label="Download" title="Download">
          <IconDownload size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={exportPath(runId, filter, "csv")} download>
          {rows} as CSV
        </Menu.Item>
        <Menu.Item component="a" href={exportPath(runId, filter, "json")} download>
          {rows} as JSON
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The address of a file with the lines that a filter lets through. */
export function exportPath(runId: number, filter: ChangeFilter, format: "csv" | "json"): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filter)) for (const one of [value].flat()) query.append(name, String(one));
  return `/v1/runs/${runId}/export?${query}`;
}
