/** The time now, in epoch milliseconds. */
export type Clock = () => number;
