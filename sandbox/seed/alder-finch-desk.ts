import { alderFinchName } from "./alder-finch.ts";
import { alderFinchCast, alderFinchDomain, type Cast, type Site } from "./alder-finch-people.ts";
import { type DeskUser, deskUserOf } from "./desk-before.ts";

/** The 188 people of Alder & Finch on the desk: 148 from a spreadsheet, 40 from a pilot. */
export function alderFinchDeskUsers(): readonly DeskUser[] {
  return [...alderFinchCast().flatMap(deskUsersOf), helena];
}

/** Whoever has this address on the desk is an agent with administrator rights, too. */
export const joaoEmail = `joao.silva@${alderFinchDomain}`;

// She left; her address now belongs to Nina Kaur, whose account is another one.
const helena: DeskUser = {
  customer: alderFinchName,
  site: "Leeds",
  name: "Helena Brandt",
  firstName: "Helena",
  lastName: "Brandt",
  email: `practice.manager@${alderFinchDomain}`,
  phone: "+44 113 496 0104",
  mobile: "",
  title: "Practice manager",
  department: "Office",
  employeeNumber: "AF-9004",
  googleId: "104990217745501863211",
};

function deskUsersOf(cast: Cast, index: number): readonly DeskUser[] {
  const { person, site } = cast;
  const same = deskUserOf(person, { customer: alderFinchName, site });
  const special = specialUsers[person.email];
  if (special !== undefined) return special(same, person.id);
  if (cast.part === "create") return [];
  if (cast.part === "linkByEmail") return [blankHere(same, index)];
  if (cast.part === "unchangedById") return [{ ...blankHere(same, index), googleId: person.id }];
  if (cast.part === "moveById") return [{ ...same, site: otherSite(site, index), googleId: person.id }];
  if (cast.part === "updateById") return [{ ...outdated(same, index), googleId: person.id }];
  if (cast.part === "updateByAlias") return [{ ...same, email: person.aliases[0] ?? "" }];
  if (cast.part === "updateByEmployeeNumber") return [{ ...same, email: `${person.givenName.toLowerCase()}${index}@mail.example` }];
  return [outdated({ ...same, email: index % 10 === 0 ? ` ${person.email.toUpperCase()}` : person.email }, index)];
}

const specialUsers: Readonly<Record<string, (same: DeskUser, googleId: string) => readonly DeskUser[]>> = {
  [`t.lindqvist@${alderFinchDomain}`]: (same, googleId) => [{ ...same, site: "Porto", mobile: "+351 912 345 678", googleId }],
  [`ines.duartereis@${alderFinchDomain}`]: (same, googleId) => [
    { ...same, name: "Inês Duarte", lastName: "Duarte", email: `ines.duarte@${alderFinchDomain}`, googleId },
  ],
  [`mary.okafor@${alderFinchDomain}`]: (same) => [
    { ...same, email: `m.okafor@${alderFinchDomain}`, department: "Studio", phone: "+44 113 496 0131" },
  ],
  [`marta.nowak@${alderFinchDomain}`]: (same) => [
    { ...same, phone: "", mobile: "", title: "", department: "", employeeNumber: "" },
    { ...same, phone: "+44 113 496 0177", mobile: "", title: "Temp", department: "Office", employeeNumber: "" },
  ],
  [joaoEmail]: (same) => [{ ...same, title: "IT contractor", employeeNumber: "" }],
};

// Something on the desk is older than in Google: what, goes by turns.
function outdated(same: DeskUser, index: number): DeskUser {
  const turn = index % 5;
  if (turn === 0) return { ...same, title: "Assistant" };
  if (turn === 1) return { ...same, department: "" };
  if (turn === 2) return { ...same, phone: "+44 113 496 0000" };
  if (turn === 3) return { ...same, title: `Junior ${same.title.toLowerCase()}`, phone: "" };
  return { ...same, employeeNumber: "" };
}

// The desk may know what Google doesn't: a blank in Google is no difference.
function blankHere(same: DeskUser, index: number): DeskUser {
  return same.mobile === "" ? { ...same, mobile: `+44 7700 900${100 + (index % 900)}` } : same;
}

function otherSite(site: Site, index: number): Site {
  const others = (["Leeds", "Porto", "Remote"] satisfies Site[]).filter((one) => one !== site);
  return others[index % others.length] ?? "Leeds";
}
