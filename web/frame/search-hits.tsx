import { useEffect } from "react";
import {
  IconBuilding,
  IconChevronRight,
  IconDeviceDesktop,
  IconFile,
  IconHistory,
  IconKey,
  IconMapPin,
  IconSitemap,
  IconTicket,
  IconUser,
  IconUserCog,
  IconUsersGroup,
} from "../ui/icons.ts";
import type { Hit, HitGroup } from "./group-hits.ts";
import classes from "./search.module.css";

const icons = {
  page: IconFile,
  user: IconUser,
  agent: IconUserCog,
  account: IconUsersGroup,
  customer: IconBuilding,
  site: IconMapPin,
  asset: IconDeviceDesktop,
  ticket: IconTicket,
  subscription: IconKey,
  softwareLicence: IconKey,
  connection: IconSitemap,
  run: IconHistory,
} as const;

interface Props {
  readonly groups: readonly HitGroup[];
  readonly listId: string;
  readonly active: number;
  readonly onOpen: (hit: Hit) => void;
  readonly onPoint: (place: number) => void;
}

/** What was found, below its headings. The field keeps the focus; keys move the mark. */
export function SearchHits({ groups, listId, active, onOpen, onPoint }: Props) {
  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [listId, active]);
  let place = 0;
  return (
    <div id={listId} role="listbox" aria-label="Hits" className={classes.list}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of a list box
        <div key={group.kind} role="group" aria-labelledby={`${listId}-${group.kind}`}>
          <div id={`${listId}-${group.kind}`} className={classes.heading} role="presentation">
            {group.label}
          </div>
          {group.hits.map((hit) => {
            const index = place++;
            return (
              <Option
                key={`${hit.kind} ${hit.href} ${hit.title}`}
                {...{ hit, index, listId, onOpen, onPoint }}
                isActive={index === active}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface OptionProps extends Pick<Props, "listId" | "onOpen" | "onPoint"> {
  readonly hit: Hit;
  readonly index: number;
  readonly isActive: boolean;
}

function Option({ hit, index, listId, onOpen, onPoint, isActive }: OptionProps) {
  const Icon = icons[hit.kind];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
    <div
      id={`${listId}-${index}`}
      role="option"
      aria-selected={isActive}
      className={classes.hit}
      onClick={() => onOpen(hit)}
      onMouseMove={() => onPoint(index)}
    >
      <Icon size={17} aria-hidden />
      <span className={classes.words}>
        <span className={classes.title} dir="auto">
          {hit.title}
          {!hit.isActive && <span className={classes.inactive}> (inactive)</span>}
        </span>
        <span className={classes.subtitle} dir="auto">
          {hit.subtitle}
        </span>
      </span>
      <IconChevronRight size={14} aria-hidden />
    </div>
  );
}
