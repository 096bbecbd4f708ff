import type { Person } from "../google/state/directory.ts";
import { fullName } from "../google/wire/people.ts";

/** What the service desk of the demo holds before its first import; blank texts mean "not filled in". */
export interface DeskBefore {
  readonly customers: readonly { readonly name: string; readonly sites: readonly { readonly name: string; readonly isMain: boolean }[] }[];
  readonly roles: readonly { readonly name: string; readonly administrator: boolean }[];
  readonly users: readonly DeskUser[];
  readonly agents: readonly DeskAgent[];
}

/** An end user of the desk. */
export interface DeskUser {
  readonly customer: string;
  readonly site: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly mobile: string;
  readonly title: string;
  readonly department: string;
  readonly employeeNumber: string;
  /** Set on those whom an earlier pilot linked. */
  readonly googleId?: string;
}

/** A member of the desk's staff. */
export interface DeskAgent {
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly title: string;
  readonly roles: readonly string[];
  readonly administrator: boolean;
  readonly googleId?: string;
  /** The address of the desk user who is the same person. */
  readonly userEmail?: string;
}

/** The desk user that would result from taking over an account exactly. */
export function deskUserOf(person: Person, place: { customer: string; site: string }): DeskUser {
  return {
    ...place,
    name: fullName(person),
    firstName: person.givenName,
    lastName: person.familyName,
    email: person.email,
    phone: person.workPhone,
    mobile: person.mobile,
    title: person.title,
    department: person.department,
    employeeNumber: person.employeeNumber,
  };
}
