import { argumentError, type ArgumentPlace } from "../../../../components/arguments";
import { checkConfigurationSize } from "../../../../components/configurationSize";
import { misfit } from "../../../../components/misfit";
import { renderReplicationRules } from "../../../../components/renderRules";
import { checkReplicationRules, useOf, type ReplicationRule } from "../../../../components/replicationRules";
import type { Input } from "./input";

export const component = 'ReplicationSource "copy"';
const place: ArgumentPlace = { component, argument: "rules" };

/** The rules of an input, completed; an error where they are not allowed, their size aside. */
export function checkedRules({ rules, destinations, sourceKey }: Input): readonly ReplicationRule[] {
    return checkReplicationRules(place, rules, {
        destinations: destinations.map(({ name }) => name),
        sourceKey,
    });
}

/** Checks an input as a source does, and renders it. */
export function render(input: Input): readonly object[] {
    const rules = checkConfigurationSize(place, checkedRules(input));
    for (const destination of input.destinations) {
        const { name } = destination;
        const problem = misfit(destination, {
            accountId: input.sourceAccountId,
            roleName: "replicator",
            rolePath: "/",
            objectLock: false,
            use: useOf(rules, name),
        });
        if (problem) {
            const argument = `${name === "" ? "destination" : `destinations.${name}`}.${problem.member}`;
            throw argumentError(
                { component, argument },
                destination[memberOf(problem.member)],
                problem.allowed,
            );
        }
    }
    return renderUnchecked(input, rules);
}

export function renderUnchecked(
    { destinations }: Input,
    rules: readonly ReplicationRule[],
): readonly object[] {
    return renderReplicationRules(
        rules,
        new Map(
            destinations.map(({ name, bucketArn, accountId, kmsKeyArn }) => [
                name,
                { bucketArn, accountId, key: () => ({ keyArn: kmsKeyArn }) },
            ]),
        ),
    );
}

const judged = ["accountId", "deleteMarkerReplication", "replicaModificationSync"] as const;

function memberOf(member: string): (typeof judged)[number] {
    const found = judged.find((each) => each === member);
    if (found === undefined) {
        throw new Error(`No destination here says anything of ${member}`);
    }
    return found;
}
