import { seedsHold } from "./seedsHold";

// Every kind of fault, a lasting one, a run of many, and two of a replication that is broken indeed.
seedsHold("verify under faults", { verify: [1, 4, 7, 8, 9, 12, 13, 14, 15, 24, 31, 40] });
