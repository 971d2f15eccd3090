import { seedsHold } from "./seedsHold";

// A few of the 200 that `npm run faults` tries: no job that can be made, a lost answer, kills before and while a job is followed.
seedsHold("backfills under faults", { backfill: [4, 15, 18, 19] });
