import { Button } from "@mantine/core";
import type { Home, WaitingItem } from "../../../src/api/v1/shapes/home.ts";
import { Empty } from "../../ui/empty.tsx";
import { IconAlertTriangle, IconEye, IconHourglass, IconPlugConnected, IconPlugConnectedX, IconUserQuestion } from "../../ui/icons.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { When } from "../../ui/when.tsx";
import classes from "./home.module.css";

const kinds = {
  reconnect: { Icon: IconPlugConnectedX, tone: "bad", says: "Nothing is read until then; its people stay as they are" },
  failed: { Icon: IconAlertTriangle, tone: "bad", says: "The desk is as it was" },
  approve: { Icon: IconHourglass, tone: "waiting", says: "Nothing has been written" },
  decide: { Icon: IconUserQuestion, tone: "waiting", says: "They stay as they are until somebody says who they are" },
  review: { Icon: IconEye, tone: "info", says: "Nothing has been written yet" },
  connect: { Icon: IconPlugConnected, tone: "neutral", says: "The set-up guide goes on where it was left" },
} as const satisfies Record<WaitingItem["kind"], unknown>;

interface Props {
  readonly items: readonly WaitingItem[];
  readonly directories: Home["directories"];
  /** The first verb is the page's primary action. */
  readonly hasPrimary?: boolean;
}

/** What waits for a person, worst first, each with its one verb. */
export function WaitingList({ items, directories, hasPrimary = false }: Props) {
  if (items.length === 0) return <NothingWaits directories={directories} />;
  return (
    <ul className={classes.waiting}>
      {items.map((item, place) => {
        const { Icon, tone, says } = kinds[item.kind];
        return (
          <li key={`${item.kind} ${item.href} ${item.sentence}`} className={classes.waitingItem}>
            <span className={classes.kind} data-tone={tone}>
              <Icon size={18} aria-hidden />
            </span>
            <span className={classes.waitingWords}>
              <span className={classes.sentence} dir="auto">
                {item.sentence}
              </span>
              <span className={classes.age}>
                {says}
                {item.since !== null && (
                  <>
                    {" · "}
                    <When at={item.since} />
                  </>
                )}
              </span>
            </span>
            <Button
              variant={hasPrimary && place === 0 ? "filled" : "default"}
              renderRoot={(props) => <PathLink {...props} href={item.href} aria-label={`${item.verb}: ${item.sentence}`} />}
            >
              {item.verb}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function NothingWaits({ directories: { healthy, others, lastRead, lastChange } }: { readonly directories: Home["directories"] }) {
  const n = healthy + others.length;
  return (
    <Empty title="Nothing waits for you">
      {n === 1 ? "1 directory" : `${n.toLocaleString()} directories`}, last read <When at={lastRead} />; last change{" "}
      <When at={lastChange} />.
    </Empty>
  );
}
