import type { Configuration } from "./configuration";
import { requirementsOfTheDestination } from "./ofTheDestination";
import { requirementsOfTheList } from "./ofTheList";
import { requirementsOfTheSelection } from "./ofTheSelection";
import { requestBody } from "./requestBody";
import type { Requirement, Sides } from "./requirement";

/**
 * What AWS asks of a replication configuration, and of what is on both sides of it, written from its pages and from nothing in
 * this project.
 *
 * No configuration shows whether versioning is on, who pays for requests, or which events and alarms there are; that the key is
 * symmetric, KMS alone knows. What lifecycles and deletes of versions do, and that replicas are not passed on, no
 * configuration can change. For these there are the cases in test/unit/badInput/awsRows.ts.
 */
export const requirements: readonly Requirement[] = [
    ...requirementsOfTheList,
    ...requirementsOfTheSelection,
    ...requirementsOfTheDestination,
];

/** The names of the requirements that a configuration does not keep. */
export async function brokenRequirements(
    configuration: Configuration,
    sides: Sides,
): Promise<readonly string[]> {
    const setting = { ...sides, body: await requestBody(configuration) };
    return requirements.filter(({ broken }) => broken(configuration, setting)).map(({ name }) => name);
}
