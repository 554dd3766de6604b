/** What a decision says of a whole flow or right. `partly`: some of it is allowed and some of it denied. */
export type Verdict = "allowed" | "denied" | "partly" | "undecided";
