import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ActionIcon, Text, Tooltip } from "@mantine/core";
import type { ConnectionSettings, Placements } from "../../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import type { Mapping } from "../../../src/model/settings.ts";
import { PeopleNumber } from "../../draft/people-list.tsx";
import { sayCondition, sayDestination, useNames } from "../../draft/words.ts";
import { IconArrowDown, IconArrowUp, IconBan, IconGripVertical, IconMapPin, IconUserCog } from "../../ui/icons.ts";
import { When } from "../../ui/when.tsx";
import classes from "./who-goes-where.module.css";

interface Props {
  readonly connectionId: number;
  readonly rule: Mapping;
  readonly index: number;
  readonly count: number;
  readonly settings: ConnectionSettings;
  /** The rule as it is in force; none for a new one. */
  readonly savedRule: Mapping | undefined;
  readonly counts: Placements["mappings"][number] | undefined;
  readonly faults: readonly string[];
  readonly isOpen: boolean;
  readonly canEdit: boolean;
  readonly onOpen: () => void;
  readonly onMove: (to: number) => void;
}

const icons = { site: IconMapPin, agent: IconUserCog, leaveOut: IconBan } as const;

export function RuleRow({ connectionId, rule, index, count, settings, savedRule, counts, faults, isOpen, canEdit, onOpen, onMove }: Props) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: rule.id,
    disabled: !canEdit,
  });
  const names = useNames(connectionId, settings);
  const Icon = icons[rule.destination.kind];
  const isUnreached = counts !== undefined && counts.fits > 0 && counts.gets === 0;
  return (
    <li
      ref={setNodeRef}
      id={`rule-${rule.sequence}`}
      className={classes.rule}
      data-open={isOpen || undefined}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <span className={classes.grip}>
        {canEdit && (
          <button
            type="button"
            ref={setActivatorNodeRef}
            className={classes.handle}
            aria-label={`Move rule ${index + 1}, ${rule.name}`}
            {...attributes}
            {...listeners}
          >
            <IconGripVertical size={16} aria-hidden />
          </button>
        )}
      </span>
      <span className={classes.place}>{index + 1}</span>
      <span className={classes.name}>
        <button type="button" className={classes.open} aria-pressed={isOpen} dir="auto" onClick={onOpen}>
          {rule.name}
        </button>
      </span>
      <span className={classes.goesTo} data-kind={rule.destination.kind}>
        <Icon size={15} aria-hidden className={classes.icon} />
        <span dir="auto">{sayDestination(rule, names)}</span>
      </span>
      <span className={classes.condition} dir="auto">
        {sayCondition(rule, names)}
      </span>
      <span className={classes.fits}>
        <Count connectionId={connectionId} settings={settings} rule={rule} what="fits" n={counts?.fits} />
      </span>
      <span className={classes.gets}>
        <Count
          connectionId={connectionId}
          settings={settings}
          rule={rule}
          what="gets"
          n={counts?.gets}
          warning={isUnreached ? "Rules before it take everyone whom it fits" : undefined}
        />
      </span>
      <span className={classes.changed}>
        <ChangedBy rule={rule} savedRule={savedRule} counts={counts} />
      </span>
      <span className={classes.moves}>
        {canEdit && (
          <>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${rule.name} up`}
              disabled={index === 0}
              onClick={() => onMove(index - 1)}
            >
              <IconArrowUp size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${rule.name} down`}
              disabled={index === count - 1}
              onClick={() => onMove(index + 1)}
            >
              <IconArrowDown size={15} aria-hidden />
            </ActionIcon>
          </>
        )}
      </span>
      {faults.length > 0 && (
        <span className={classes.faults} role="alert">
          {faults.map((fault) => (
            <Text key={fault} size="sm" dir="auto">
              {fault}
            </Text>
          ))}
        </span>
      )}
    </li>
  );
}

interface CountProps {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly rule: Mapping;
  readonly what: "fits" | "gets";
  readonly n: number | undefined;
  readonly warning?: string | undefined;
}

function Count({ connectionId, settings, rule, what, n, warning }: CountProps) {
  if (n === undefined) return <span className={classes.label}>…</span>;
  const says = `${rule.name} ${what} ${n.toLocaleString()} ${n === 1 ? "account" : "accounts"}`;
  const button = (
    <PeopleNumber
      connectionId={connectionId}
      settings={settings}
      label={warning === undefined ? says : `${says}. ${warning}`}
      tone={warning === undefined ? undefined : "waiting"}
      isStrong={what === "gets"}
      lists={[{ title: says, which: what === "fits" ? { fits: rule.id } : { goesTo: String(rule.id) } }]}
    >
      {warning !== undefined && "! "}
      {n.toLocaleString()}
    </PeopleNumber>
  );
  return (
    <>
      <span className={classes.label}>{what} </span>
      {warning === undefined ? button : <Tooltip label={warning}>{<span>{button}</span>}</Tooltip>}
    </>
  );
}

function ChangedBy({ rule, savedRule, counts }: Pick<Props, "rule" | "savedRule" | "counts">) {
  if (savedRule === undefined) return <>new in this draft</>;
  const { sequence: _, ...now } = rule;
  const { sequence: __, ...before } = savedRule;
  if (canonicalJson(now) !== canonicalJson(before)) return <>changed in this draft</>;
  if (counts?.changedBy == null) return null;
  return (
    <>
      <span dir="auto">{counts.changedBy}</span>
      {counts.changedAt !== null && (
        <>
          , <When at={counts.changedAt} />
        </>
      )}
    </>
  );
}
