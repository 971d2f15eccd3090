import { seedsHold } from "./seedsHold";

// A few of the 200 that `npm run faults` tries, a replication that is broken indeed among them.
seedsHold("verify under faults", { verify: [4, 8, 15, 31] });
