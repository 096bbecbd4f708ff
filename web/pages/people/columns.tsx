import { Group } from "@mantine/core";
import type { PersonRow } from "../../../src/api/v1/shapes/person.ts";
import type { Entity } from "../../../src/model/desk.ts";
import type { KindView } from "../../records/record-types.ts";
import { sayCustom } from "../../records/say-custom.ts";
import { Avatar } from "../../ui/avatar.tsx";
import type { Column } from "../../ui/data-grid.tsx";
import { PersonLink } from "../../ui/person-link.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import classes from "./people.module.css";

/** The columns of the lists of users and agents, those of custom fields last. */
export function columnsOf(entity: Entity, customFields: KindView["customFields"] = []): readonly Column<PersonRow>[] {
  return [
    {
      key: "name",
      label: "Name",
      width: "1.4fr",
      minWidth: 180,
      sortKey: "name",
      render: (row) => (
        <Group gap={8} wrap="nowrap">
          <Avatar name={row.name} size={24} />
          <span className={classes.name}>
            <PersonLink entity={entity} id={row.id} name={row.name} />
          </span>
        </Group>
      ),
    },
    { key: "email", label: "E-mail", width: "1.6fr", minWidth: 200, sortKey: "email", render: (row) => text(row.email) },
    {
      key: "active",
      label: "State",
      width: "110px",
      render: (row) => <StateBadge tone={row.isActive ? "good" : "neutral"}>{row.isActive ? "active" : "inactive"}</StateBadge>,
    },
    { key: "title", label: "Title", minWidth: 140, sortKey: "title", render: (row) => text(row.title) },
    { key: "department", label: "Department", minWidth: 120, sortKey: "department", render: (row) => text(row.department) },
    ...(entity === "user" ? placeColumns : []),
    { key: "roles", label: "Roles", minWidth: 120, isHiddenByDefault: entity === "user", render: (row) => text(row.roles.join(", ")) },
    { key: "connections", label: "Directories", minWidth: 130, render: (row) => text(row.connections.join(", ") || "none") },
    {
      key: "lastSignIn",
      label: "Last sign-in",
      minWidth: 130,
      sortKey: "lastSignInAt",
      isHiddenByDefault: true,
      render: (row) => (row.lastSignInAt === null ? "never" : <When at={row.lastSignInAt} />),
    },
    ...(entity === "user" ? userColumns : agentColumns),
    { key: "phone", label: "Phone", minWidth: 130, isHiddenByDefault: true, render: (row) => text(row.phone) },
    { key: "mobile", label: "Mobile", minWidth: 130, isHiddenByDefault: true, render: (row) => text(row.mobile) },
    ...customFields.map(
      ({ key, label }): Column<PersonRow> => ({
        key: `custom.${key}`,
        label,
        minWidth: 120,
        isHiddenByDefault: true,
        render: (row) => text(sayCustom(row.custom[key])),
      }),
    ),
  ];
}

/** Columns that stay while a detail stands beside the list. */
export const brief: readonly string[] = ["name", "email", "active", "site"];

const userColumns: readonly Column<PersonRow>[] = [
  { key: "vip", label: "VIP", minWidth: 60, isHiddenByDefault: true, render: (row) => (row.isVip ? "VIP" : "") },
  {
    key: "manager",
    label: "Manager",
    minWidth: 130,
    sortKey: "managerId",
    isHiddenByDefault: true,
    render: ({ manager }) => manager !== null && <PersonLink entity="user" id={manager.id} name={manager.name} />,
  },
];

const agentColumns: readonly Column<PersonRow>[] = [
  {
    key: "licence",
    label: "Licence",
    minWidth: 110,
    sortKey: "licence",
    isHiddenByDefault: true,
    render: (row) => (row.isApiOnly ? "for programs only" : text(row.licence ?? "")),
  },
];

const placeColumns: readonly Column<PersonRow>[] = [
  {
    key: "customer",
    label: "Customer",
    minWidth: 130,
    sortKey: "customer",
    render: ({ customer }) =>
      customer !== null && (
        <AnchorLink to="/customers/$id" params={{ id: String(customer.id) }} inherit underline="hover" title={customer.name} dir="auto">
          {customer.name}
        </AnchorLink>
      ),
  },
  {
    key: "site",
    label: "Site",
    minWidth: 100,
    sortKey: "site",
    render: ({ site }) =>
      site !== null && (
        <AnchorLink to="/sites/$id" params={{ id: String(site.id) }} inherit underline="hover" title={site.name} dir="auto">
          {site.name}
        </AnchorLink>
      ),
  },
];

function text(value: string) {
  return (
    <span dir="auto" title={value}>
      {value}
    </span>
  );
}
