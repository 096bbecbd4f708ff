import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Home } from "../../../src/api/v1/shapes/home.ts";
import { CountLink } from "../../ui/count-link.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Section } from "../../ui/page.tsx";
import classes from "./chart.module.css";
import { topOf } from "./top-of.ts";

type Day = Home["changesByDay"][number];

const parts = [
  { key: "created", label: "created" },
  { key: "updated", label: "updated" },
  { key: "deactivated", label: "made inactive" },
  { key: "other", label: "other" },
] as const satisfies readonly { key: keyof Day; label: string }[];

/** Changes applied on each of the last days, as stacked columns or as a table; a day leads to its runs. */
export function ChangesByDay({ days }: { readonly days: readonly Day[] }) {
  const [isTable, setTable] = useState(false);
  // On a phone a column of two weeks is too narrow for a finger.
  const isNarrow = useMediaQuery("(max-width: 36em)");
  const shown = isNarrow ? days.slice(-7) : days;
  const isEmpty = shown.every((day) => sum(day) === 0);
  return (
    <Section
      title="Changes by day"
      description={`Changes applied in the last ${shown.length} days.`}
      actions={
        isEmpty ? undefined : (
          <Button variant="default" size="compact-sm" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            As a table
          </Button>
        )
      }
    >
      {isEmpty && <Empty title="No changes yet">Once a plan is applied, its changes are drawn here, day by day.</Empty>}
      {!isEmpty && (isTable ? <Table days={shown} /> : <Columns days={shown} />)}
    </Section>
  );
}

function Columns({ days }: { readonly days: readonly Day[] }) {
  const top = topOf(Math.max(...days.map(sum)));
  return (
    <div className={classes.chart}>
      <ul className={classes.legend}>
        {parts
          .filter(({ key }) => days.some((day) => day[key] > 0))
          .map(({ key, label }) => (
            <li key={key}>
              <span className={classes.swatch} data-part={key} aria-hidden />
              {label}
            </li>
          ))}
      </ul>
      <div className={classes.plot}>
        <div className={classes.scale} aria-hidden>
          <span>{top.toLocaleString()}</span>
          <span>{(top / 2).toLocaleString()}</span>
          <span>0</span>
        </div>
        <ol className={classes.columns}>
          {days.map((day) => (
            <li key={day.day}>
              <Link
                to="/runs"
                search={{ since: day.day, until: day.day }}
                className={classes.column}
                aria-label={sayDay(day)}
                title={sayDay(day)}
              >
                <span className={classes.bar}>
                  {parts.map(
                    ({ key }) => day[key] > 0 && <span key={key} data-part={key} style={{ height: `${(day[key] / top) * 100}%` }} />,
                  )}
                </span>
                <span className={classes.day}>{shortDay(day.day)}</span>
              </Link>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function Table({ days }: { readonly days: readonly Day[] }) {
  return (
    <div className={classes.chart}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {parts.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">all</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day}>
              <th scope="row">{longDay(day.day)}</th>
              {parts.map(({ key }) => (
                <td key={key}>{day[key].toLocaleString()}</td>
              ))}
              <td>
                <CountLink n={sum(day)} to="/runs" search={{ since: day.day, until: day.day }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sum({ created, updated, deactivated, other }: Day): number {
  return created + updated + deactivated + other;
}

function sayDay(day: Day): string {
  const said = parts.filter(({ key }) => day[key] > 0).map(({ key, label }) => `${day[key].toLocaleString()} ${label}`);
  return `${shortDay(day.day)}: ${said.length === 0 ? "no changes" : said.join(", ")}`;
}

function longDay(day: string): string {
  return asDate(day).toLocaleDateString(undefined, { weekday: "short", day: "numeric", month: "long" });
}

function shortDay(day: string): string {
  return asDate(day).toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

/** The day itself, whatever the reader's time zone. */
function asDate(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
}
