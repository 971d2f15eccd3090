import type { ArgumentPlace } from "../../../../components/validation/check";
import { checkConfigurationSize } from "../../../../components/rules/size";
import { misfit } from "../../../../components/target/compatibility";
import { checkPlainDestination, misfitError } from "../../../../components/target/plainDestination";
import { renderReplicationRules, type RenderedDestination } from "../../../../components/rules/render";
import { replicaKey } from "../../../../components/target/key";
import { checkReplicationRules, useOf, type ReplicationRule } from "../../../../components/rules/rules";
import type { DestinationInput, Input } from "./input";

export const component = 'ReplicationSource "copy"';
const place: ArgumentPlace = { component, argument: "rules" };

/** The rules of an input, completed; an error where they are not allowed, their size aside. */
export function checkedRules({ rules, destinations, sourceKey }: Input): readonly ReplicationRule[] {
    return checkReplicationRules(place, rules, {
        destinations: destinations.map(({ name }) => name),
        sourceKey,
    });
}

/** Checks an input as a source does, at first what is plain and then against what AWS says of the source, and renders it. */
export function render(input: Input): readonly object[] {
    const rules = checkConfigurationSize(place, checkedRules(input));
    const fromSource = (name: string) => ({
        accountId: input.sourceAccountId,
        roleName: "replicator",
        rolePath: "/",
        objectLock: input.sourceObjectLock,
        use: useOf(rules, name),
    });
    for (const target of input.destinations) {
        checkPlainDestination(
            { place: placeOf(target), target },
            { ...fromSource(target.name), watched: false },
        );
    }
    for (const target of input.destinations) {
        const problem = misfit(target, fromSource(target.name));
        if (problem) {
            throw misfitError(placeOf(target), target, problem);
        }
    }
    return rendered(
        input,
        rules,
        (target) => () =>
            replicaKey(placeOf(target), target, {
                partition: input.sourcePartition,
                ...(input.sourceKey && { bucketKey: input.sourceBucketKey }),
            }),
    );
}

/** Renders rules whether or not the destinations have what they ask for. */
export function renderUnchecked(input: Input, rules: readonly ReplicationRule[]): readonly object[] {
    return rendered(
        input,
        rules,
        ({ kmsKeyArn = "arn:aws:kms:eu-central-1:222222222222:key/of-none" }) =>
            () => ({ keyArn: kmsKeyArn }),
    );
}

function rendered(
    { destinations }: Input,
    rules: readonly ReplicationRule[],
    keyOf: (target: DestinationInput) => RenderedDestination["key"],
): readonly object[] {
    return renderReplicationRules(
        rules,
        new Map(
            destinations.map((target) => {
                const { name, bucketArn, accountId } = target;
                return [name, { bucketArn, accountId, key: keyOf(target) }];
            }),
        ),
    );
}

function placeOf({ name }: DestinationInput): ArgumentPlace {
    return { component, argument: name === "" ? "destination" : `destinations.${name}` };
}
