/** What goes wrong with an answer. */
export type FaultKind = "status" | "slow" | "cut" | "empty" | "repeatPageToken" | "truncate" | "expireTokens" | "changeBetweenPages";

/** A fault as the control endpoint takes it. */
export interface Fault {
  readonly kind: FaultKind;
  /** Every given condition must hold; pages count from 0. */
  readonly match?: {
    /** A regular expression over the path, such as `/users$`. */
    readonly path?: string;
    readonly pageIndex?: number;
    readonly fromPage?: number;
    readonly customerId?: string;
  };
  /** How often it happens; "always" until it is taken away. Once when missing. */
  readonly times?: number | "always";
  readonly status?: number;
  readonly reason?: string;
  readonly domain?: string;
  readonly message?: string;
  /** Seconds, sent as the Retry-After header. */
  readonly retryAfter?: number;
  /** Answers this HTML instead of JSON, as Google's front ends do. */
  readonly html?: string;
  /** Milliseconds of a slow answer. */
  readonly ms?: number;
  /** The edit of `changeBetweenPages`; without it the last person in the list is renamed to its front. */
  readonly change?: { readonly userKey: string; readonly patch: Readonly<Record<string, unknown>> };
}

/** A fault and how often it will still happen. */
export interface ArmedFault {
  readonly fault: Fault;
  left: number;
  /** Set on what an incident of the demo armed. */
  readonly isOfIncident?: boolean;
}

/** What a request looks like to a fault's conditions. */
export interface FaultTarget {
  readonly path: string;
  readonly pageIndex: number;
  readonly customerId: string;
}

/** Arms a fault. */
export function armFault(fault: Fault): ArmedFault {
  return { fault, left: fault.times === "always" ? Number.POSITIVE_INFINITY : (fault.times ?? 1) };
}

/** The faults that strike a request; each is counted down. */
export function strikingFaults(armed: readonly ArmedFault[], target: FaultTarget): readonly Fault[] {
  const striking = armed.filter(({ fault, left }) => left > 0 && isMeant(fault, target));
  for (const one of striking) one.left -= 1;
  return striking.map((one) => one.fault);
}

function isMeant({ match = {} }: Fault, target: FaultTarget): boolean {
  if (match.path !== undefined && !new RegExp(match.path).test(target.path)) return false;
  if (match.pageIndex !== undefined && match.pageIndex !== target.pageIndex) return false;
  if (match.fromPage !== undefined && target.pageIndex < match.fromPage) return false;
  return match.customerId === undefined || match.customerId === target.customerId;
}
