import { useTicketCounts } from "./queries.ts";
import { type ListView, listViews } from "./ticket-views.ts";
import classes from "./tickets.module.css";

interface Props {
  readonly current: ListView["key"];
  readonly onChange: (key: ListView["key"]) => void;
}

/** The views that everybody has, each with how many tickets are in it. */
export function QuickViews({ current, onChange }: Props) {
  const counts = useTicketCounts().data;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are views of a list
    <div role="group" aria-label="Views" className={classes.views}>
      {listViews.map(({ key, label }) => {
        const n = key === "closed" || key === "all" ? undefined : counts?.[key];
        return (
          <button
            key={key}
            type="button"
            className={classes.view}
            aria-pressed={key === current}
            data-tone={key === "overdue" && n !== undefined && n > 0 ? "bad" : undefined}
            onClick={() => onChange(key)}
          >
            {label}
            {n !== undefined && <span className={classes.viewCount}>{n.toLocaleString()}</span>}
          </button>
        );
      })}
    </div>
  );
}
