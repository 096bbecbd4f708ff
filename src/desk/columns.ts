import type { DeskField, Values } from "../model/desk.ts";

/** The column of each desk field, in users and in agents alike. */
export const columnOf = {
  name: "name",
  firstName: "first_name",
  lastName: "last_name",
  email: "email",
  email2: "email2",
  email3: "email3",
  phone: "phone",
  mobile: "mobile",
  homePhone: "home_phone",
  title: "title",
  department: "department",
  employeeNumber: "employee_number",
  notes: "notes",
} as const satisfies Record<DeskField, string>;

const pairs = Object.entries(columnOf);

type FieldColumns = { readonly [column in (typeof columnOf)[DeskField]]: string | null };

/** The values of a row: empty columns have no key, custom fields come as `custom.<key>`. */
export function valuesOf(row: FieldColumns & { readonly custom: Values }): Values {
  const values: Values = {};
  for (const [field, column] of pairs) {
    const value = row[column];
    if (value !== null) values[field] = value;
  }
  for (const [key, value] of Object.entries(row.custom)) values[`custom.${key}`] = value;
  return values;
}
