import type { Home } from "../../../src/api/v1/shapes/home.ts";
import { PathLink } from "../../ui/path-link.tsx";
import classes from "./home.module.css";

const order = [
  { key: "joined", label: "joined" },
  { key: "left", label: "left" },
  { key: "moved", label: "moved site" },
  { key: "changed", label: "changed otherwise" },
] as const satisfies readonly { key: keyof Home["sinceYesterday"]; label: string }[];

/** Four numbers, each leading to whom it counts. */
export function SinceYesterday({ counts }: { readonly counts: Home["sinceYesterday"] }) {
  return (
    <ul className={classes.numbers}>
      {order.map(({ key, label }) => (
        <li key={key}>
          <PathLink href={counts[key].href} className={classes.number}>
            <span className={classes.n} data-zero={counts[key].n === 0}>
              {counts[key].n.toLocaleString()}
            </span>
            <span className={classes.numberLabel}>{label}</span>
          </PathLink>
        </li>
      ))}
    </ul>
  );
}
