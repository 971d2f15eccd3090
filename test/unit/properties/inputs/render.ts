import { renderReplicationRules, type RenderedDestination } from "../../../../components/rules/render";
import { checkKnownRules, featuresOf } from "../../../../components/rules/rules";
import type { CheckedRule } from "../../../../components/rules/schema";
import { checkConfigurationSize } from "../../../../components/rules/size";
import { incompatibilityError, requireCompatible } from "../../../../components/target/compatibility";
import { judgeKey } from "../../../../components/target/key";
import type { ArgumentPlace } from "../../../../components/validation/error";
import type { DestinationInput, Input } from "./input";

export const component = 'ReplicationSource "copy"';
const place: ArgumentPlace = { component, argument: "rules" };

/** The rules of an input, completed; an error where they are not allowed, their size aside. */
export function checkedRules({ rules, destinations, sourceKey }: Input): readonly CheckedRule[] {
    return checkKnownRules(place, rules, {
        destinations: destinations.map(({ name }) => name),
        sourceKey,
    });
}

/** Checks an input as a source does, at first what is plain and then against what AWS says of the source, and renders it. */
export function render(input: Input): readonly object[] {
    const rules = checkConfigurationSize(place, checkedRules(input));
    const early = (name: string) => ({
        objectLock: input.sourceObjectLock,
        features: featuresOf(rules, name),
        watched: false,
    });
    for (const target of input.destinations) {
        requireCompatible(placeOf(target), target, early(target.name));
    }
    for (const target of input.destinations) {
        requireCompatible(placeOf(target), target, {
            ...early(target.name),
            accountId: input.sourceAccountId,
            roleName: "replicator",
            rolePath: "/",
        });
    }
    return rendered(input, rules, (target) => () => {
        const key = judgeKey(target, {
            partition: input.sourcePartition,
            ...(input.sourceKey && { bucketKey: input.sourceBucketKey }),
        });
        if ("member" in key) {
            throw incompatibilityError(placeOf(target), target, key);
        }
        return key;
    });
}

/** Renders rules whether or not the destinations have what they ask for. */
export function renderUnchecked(input: Input, rules: readonly CheckedRule[]): readonly object[] {
    return rendered(
        input,
        rules,
        ({ kmsKeyArn = "arn:aws:kms:eu-central-1:222222222222:key/of-none" }) =>
            () => ({ keyArn: kmsKeyArn }),
    );
}

function rendered(
    { destinations }: Input,
    rules: readonly CheckedRule[],
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
