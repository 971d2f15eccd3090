import { seedsHold } from "./seedsHold";

// A few of the 200 that `npm run faults` tries: TODO
seedsHold("backfills under faults", { backfill: [1] });
