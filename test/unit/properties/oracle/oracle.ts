import type { Configuration } from "./configuration";
import { requirementsOfTheDestination } from "./ofTheDestination";
import { requirementsOfTheList } from "./ofTheList";
import { requirementsOfTheSelection } from "./ofTheSelection";
import { requestBody } from "./requestBody";
import type { Requirement } from "./requirement";

/** What AWS asks of a replication configuration, written from its pages and from nothing in this project. */
export const requirements: readonly Requirement[] = [
    ...requirementsOfTheList,
    ...requirementsOfTheSelection,
    ...requirementsOfTheDestination,
];

/** The names of the requirements that a configuration does not keep. */
export async function brokenRequirements(
    configuration: Configuration,
    sourceAccountId: string,
): Promise<readonly string[]> {
    const setting = { sourceAccountId, body: await requestBody(configuration) };
    return requirements.filter(({ broken }) => broken(configuration, setting)).map(({ name }) => name);
}
