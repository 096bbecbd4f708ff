import { explainSeat } from "../licences/explain-seat.ts";

const weights = { bad: 0, waiting: 1, fine: 2 } as const;

type Counts = Parameters<typeof explainSeat>[0];

/** Seats with what costs somebody money first, then what could be taken back; otherwise as they came. */
export function worstFirst<T extends Counts>(seats: readonly T[]): readonly T[] {
  return seats.toSorted((a, b) => weigh(a) - weigh(b));
}

function weigh(seat: Counts): number {
  return weights[explainSeat(seat)?.tone ?? "fine"];
}
