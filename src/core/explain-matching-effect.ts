import type { Entity } from "../model/desk.ts";
import { explainCount } from "./explain-names.ts";

/** What matching comes to for users or for agents, before anything is imported. */
export interface MatchingEffect {
  readonly entity: Entity;
  /** Whether any matching field is named. */
  readonly isEmpty: boolean;
  /** Desk records that no account is linked to. */
  readonly unlinked: number;
  /** Accounts that an import would create a record for, or find one. */
  readonly accountsWithoutRecord: number;
  /** Of those, how many have the address, an alias or the name of a record without a link. */
  readonly wouldFind: number;
  readonly ambiguous: number;
}

/** What somebody should know before the first import (G9), in sentences. */
export function explainMatchingEffect(effect: MatchingEffect): string[] {
  const { entity, isEmpty, unlinked, accountsWithoutRecord, wouldFind, ambiguous } = effect;
  const records = explainCount(unlinked, `${entity} of the desk is`, `${entity}s of the desk are`);
  if (isEmpty && unlinked > 0 && accountsWithoutRecord > 0) {
    const unknown = `${records} linked to no account, and nothing says how to recognise them.`;
    return [
      wouldFind === 0
        ? `${unknown} By e-mail, alias and name none of them is an account that would be imported.`
        : `${unknown} An import would create ${explainCount(accountsWithoutRecord, `${entity}`, `${entity}s`)}, and ${wouldFind} of them would be there twice, as e-mail, aliases and names tell. Begin with e-mail.`,
    ];
  }
  return ambiguous === 0
    ? []
    : [`${explainCount(ambiguous, `${entity}`, `${entity}s`)} can't be recognised for sure: somebody will have to decide.`];
}
