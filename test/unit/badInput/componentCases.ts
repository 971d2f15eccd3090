import type { ComponentCase } from "./componentCase";
import { backfillCases } from "./backfillCases";
import { bucketCases } from "./bucketCases";
import { destinationCases } from "./destinationCases";
import { monitoringCases } from "./monitoringCases";
import { partlyPlainCases } from "./partlyPlainCases";
import { requiredCases } from "./requiredCases";
import { roleCases } from "./roleCases";
import { ruleCases } from "./ruleCases";
import { targetMemberCases } from "./targetMemberCases";

/** Plain arguments that cannot be deployed. */
export const plainCases: readonly ComponentCase[] = [
    ...requiredCases,
    ...ruleCases,
    ...bucketCases,
    ...roleCases,
    ...destinationCases,
    ...targetMemberCases,
    ...monitoringCases,
    ...backfillCases,
];

/** The same, and plain values among outputs: each is told before anything is registered. */
export const componentCases: readonly ComponentCase[] = [...plainCases, ...partlyPlainCases];
