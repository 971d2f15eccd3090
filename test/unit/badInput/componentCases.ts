import type { ComponentCase } from "./componentCase";
import { bucketCases } from "./bucketCases";
import { destinationCases } from "./destinationCases";
import { monitoringCases } from "./monitoringCases";
import { requiredCases } from "./requiredCases";
import { roleCases } from "./roleCases";
import { ruleCases } from "./ruleCases";

/** Plain arguments that cannot be deployed: each is told before anything is registered. */
export const componentCases: readonly ComponentCase[] = [
    ...requiredCases,
    ...ruleCases,
    ...bucketCases,
    ...roleCases,
    ...destinationCases,
    ...monitoringCases,
];
