import * as path from "node:path";
import { partOfArn } from "../../../components/policies/arn";
import type { Side } from "../../aws/side";
import { bound, orEnd, within } from "../../aws/time";
import { callersFolder } from "../../callersPath";
import { OperationError } from "../../operationError";
import type { DestinationFacts, Facts, SourceFacts } from "../facts";
import { readConfiguration } from "./bucket";
import { findByNames } from "./byNames";
import { findByStacks } from "./byStacks";
import type { FoundPair, ReadOptions } from "./found";
import type { Progress } from "./reader";
import { askedOf, readSide, type AskableSide } from "./sideRead";
import { readDestination, readSource, type Asked, type Replication } from "./sides";
import { unreadDestination, unreadSource } from "./unreadSide";

/** What was read of a pair, and how its sides are asked for more. */
export interface ReadPair {
    readonly facts: Facts;
    /** Why something could not be read, each reason once. */
    readonly unread: readonly string[];
    /** A side that cannot be asked has none. */
    readonly connections: Readonly<Partial<Record<Side, AskableSide>>>;
}

/** How long the Pulumi CLI is given to read both stacks. */
const secondsToRead = 60;

/**
 * Reads both sides of a pair. What is refused becomes a part of the facts; where neither side can be asked at all, an error
 * says why. `tell` is called with how far the reading is.
 */
export async function readPair(options: ReadOptions, tell: (seen: string) => void): Promise<ReadPair> {
    const found = await find(options, tell);
    return within(
        options.timeoutSeconds,
        "The answers of AWS",
        () => readFound(options, found, progressOf(tell)),
        options.signal,
    );
}

async function find(options: ReadOptions, tell: (seen: string) => void): Promise<FoundPair> {
    const { pair, signal, timeoutSeconds, openStacks } = options;
    if ("buckets" in pair) {
        tell("whose the credentials are, and where the buckets are");
        return within(
            timeoutSeconds,
            "The first answers of AWS",
            () => findByNames(options, pair.buckets),
            signal,
        );
    }
    tell("what the stacks say");
    // The CLI does not heed the signal. It only reads, and may be left alone.
    const read = async () => findByStacks(options, pair.stacks, await openStacks());
    return within(secondsToRead, "The stacks' outputs", () => orEnd(read(), bound()), signal);
}

function progressOf(tell: (seen: string) => void): Progress {
    let asked = 0;
    let answered = 0;
    return {
        asked: () => {
            asked += 1;
        },
        answered: () => {
            answered += 1;
            tell(`${answered} of ${asked} answers`);
        },
    };
}

async function readFound(options: ReadOptions, found: FoundPair, progress: Progress): Promise<ReadPair> {
    const source = askedOf(found.source, progress);
    const replication = replicationOf(source, found);
    const sides = await Promise.all([
        readSide(found.source, source, (asked) => readSource(asked, replication), unreadSource),
        ...found.destinations.map(async (destination) =>
            readSide<DestinationFacts>(
                destination,
                askedOf(destination, progress),
                (asked) => readDestination(asked, replication),
                unreadDestination,
            ),
        ),
    ]);
    const [readOfSource, ...readOfDestinations] = sides;
    if (sides.every(({ askable }) => askable === undefined)) {
        throw new OperationError([...new Set(sides.flatMap(({ unread }) => unread))].join("\n"));
    }
    const facts = {
        partition: partOfArn(found.source.bucketArn, "partition"),
        source: readOfSource.facts,
        destinations: readOfDestinations.map(({ facts: read }) => withRuleAccount(read, readOfSource.facts)),
        objectAnnotations: found.objectAnnotations ?? namesAnnotations(readOfSource.facts),
        stacks: found.stacks,
        intendedRoleArn: found.intendedRoleArn,
        profiles: found.profiles,
        projectFolder: found.stacks && projectFolder(options.projectDirectory),
    };
    return {
        facts,
        unread: [...new Set([...found.unread, ...sides.flatMap(({ unread }) => unread)])],
        connections: {
            source: readOfSource.askable,
            destination: readOfDestinations.find(({ askable }) => askable !== undefined)?.askable,
        },
    };
}

function replicationOf(source: Asked | undefined, { intendedRoleArn }: FoundPair): Replication {
    const configuration =
        source === undefined
            ? Promise.resolve({ unread: "The source could not be asked." })
            : readConfiguration(source.reader, source.connection.s3, source.bucket);
    const roleArn = configuration.then((read) => ("value" in read ? read.value.Role : intendedRoleArn));
    // Whoever needs it waits for it, and hears then that the reading was ended.
    roleArn.catch(() => undefined);
    return { configuration, roleArn };
}

/** Where nothing else says whose a destination is, the rules may. */
function withRuleAccount(facts: DestinationFacts, { configuration }: SourceFacts): DestinationFacts {
    const rules = "value" in configuration ? (configuration.value.Rules ?? []) : [];
    const account = rules.find(({ Destination }) => Destination?.Bucket === facts.bucket.arn)?.Destination
        ?.Account;
    return { ...facts, accountId: facts.accountId ?? account };
}

/** Whether the role may read annotations, which it need only to replicate them. */
function namesAnnotations({ role }: SourceFacts): boolean {
    const policies = "value" in role ? role.value.policies : [];
    return policies.some(
        ({ content }) => "value" in content && /s3:\w*annotation/i.test(JSON.stringify(content.value)),
    );
}

function projectFolder(projectDirectory: string): string | undefined {
    const folder = path.relative(callersFolder(), projectDirectory);
    return folder === "" ? undefined : folder;
}
