import * as v from "valibot";
import { bucketArnOf, partOfArn, roleArn } from "../../../components/policies/arn";
import { chooseCredentials } from "../../aws/credentials";
import type { Side } from "../../aws/side";
import { OperationError } from "../../operationError";
import {
    readDestinationOutputs,
    readSourceOutputs,
    requirePair,
    type DestinationOutputs,
    type SourceOutputs,
} from "../../stacks/stackOutputs";
import { sideConfig } from "./connection";
import type { FoundPair, FoundSide, ReadOptions, StacksToRead } from "./found";

type Outcome<T> = { readonly value: T } | { readonly problem: string };

/** What a person can put right ends nothing here: it is why a side cannot be read. */
async function outcome<T>(work: Promise<T>): Promise<Outcome<T>> {
    try {
        return { value: await work };
    } catch (error) {
        if (error instanceof OperationError) {
            return { problem: error.message };
        }
        throw error;
    }
}

/** What a destination tells its source, as far as it says something that is not to be found elsewhere. */
const handshakeSchema = v.object({
    replicationDestination: v.object({
        objectAnnotations: v.optional(v.boolean()),
        sourceAccountId: v.optional(v.string()),
        replicationRoleName: v.optional(v.string()),
        replicationRolePath: v.optional(v.string(), "/"),
    }),
});

/** Finds a pair by what its stacks say. */
export async function findByStacks(
    options: ReadOptions,
    names: Readonly<Record<Side, string>>,
    stacks: StacksToRead,
): Promise<FoundPair> {
    const raw = stacks.outputs(names.destination);
    const [source, destination, handshake, ...own] = await Promise.all([
        outcome(readSourceOutputs(stacks, names.source)),
        outcome(readDestinationOutputs({ outputs: () => raw }, names.destination)),
        raw.then(
            (outputs) => v.safeParse(handshakeSchema, outputs),
            () => undefined,
        ),
        readOwn(options, "source", names.source, stacks),
        readOwn(options, "destination", names.destination, stacks),
    ]);
    if ("problem" in source && "problem" in destination) {
        throw new OperationError(`${source.problem}\n${destination.problem}`);
    }
    if ("value" in source && "value" in destination) {
        requirePair(source.value, destination.value, names);
    }
    const [ownSource, ownDestination] = own;
    const told = handshake?.success === true ? handshake.output.replicationDestination : undefined;
    const found = (side: Side, outputs: DestinationOutputs, { credentials }: Own): FoundSide => ({
        side,
        bucketName: outputs.bucketName,
        bucketArn: outputs.bucketArn,
        accountId: outputs.accountId,
        region: outputs.region,
        access:
            "problem" in credentials
                ? { unusable: credentials.problem }
                : {
                      config: sideConfig(
                          { ...outputs, credentials: credentials.value },
                          options.timeoutSeconds,
                      ),
                      credentials: credentials.value,
                      accountId: outputs.accountId,
                      stack: names[side],
                  },
    });
    const partition = partitionOf(source, destination);
    const intendedRoleArn =
        "value" in source
            ? source.value.roleArn
            : told?.sourceAccountId !== undefined && told.replicationRoleName !== undefined
              ? roleArn({
                    partition,
                    accountId: told.sourceAccountId,
                    name: told.replicationRoleName,
                    path: told.replicationRolePath,
                })
              : undefined;
    return {
        source:
            "value" in source
                ? found("source", source.value, ownSource)
                : {
                      ...nameless("source", names.source, partition, source.problem),
                      accountId: told?.sourceAccountId,
                  },
        destinations:
            "value" in destination
                ? [found("destination", destination.value, ownDestination)]
                : unreadDestinations(source, destination.problem),
        intendedRoleArn,
        objectAnnotations: told?.objectAnnotations,
        stacks: {
            source: { name: names.source, resources: ownSource.resources },
            destination: { name: names.destination, resources: ownDestination.resources },
        },
        profiles: { source: ownSource.profile, destination: ownDestination.profile },
        unread: [
            ...("value" in source ? ownSource.unread : []),
            ...("value" in destination ? ownDestination.unread : []),
        ],
    };
}

type Own = Awaited<ReturnType<typeof readOwn>>;

/** What a stack says beside its outputs: whose credentials deploy it, and what it manages. */
async function readOwn(options: ReadOptions, side: Side, stack: string, stacks: StacksToRead) {
    const [credentials, resources] = await Promise.all([
        outcome(chooseCredentials(side, options[side], () => stacks.settings(stack))),
        outcome(stacks.resources(stack)),
    ]);
    return {
        credentials,
        resources: "value" in resources ? resources.value : [],
        profile: "value" in credentials ? credentials.value.profile : options[side].profile,
        unread: "problem" in resources ? [resources.problem] : [],
    };
}

function partitionOf(source: Outcome<SourceOutputs>, destination: Outcome<DestinationOutputs>): string {
    const [known] = [source, destination].flatMap((side) =>
        "value" in side ? [partOfArn(side.value.bucketArn, "partition")] : [],
    );
    return known ?? "aws";
}

/** A side whose stack does not say what its bucket is. */
function nameless(side: Side, stack: string, partition: string, unusable: string): FoundSide {
    const bucketName = `<bucket of stack ${stack}>`;
    return { side, bucketName, bucketArn: bucketArnOf(partition, bucketName), access: { unusable } };
}

/** The destinations that the source was told of, where none of them can be asked. */
function unreadDestinations(source: Outcome<SourceOutputs>, unusable: string): readonly FoundSide[] {
    const told = "value" in source ? source.value.destinations : [];
    if (told.length === 0) {
        throw new OperationError(unusable);
    }
    return told.map(({ bucketArn, accountId }) => ({
        side: "destination",
        bucketName: bucketArn.split(":").at(-1) ?? "",
        bucketArn,
        accountId,
        access: { unusable },
    }));
}
