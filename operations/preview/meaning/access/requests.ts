import { matches, readPattern } from "../../../../components/policies/evaluation/pattern";
import type { Context, ContextValue, Request } from "../../../../components/policies/evaluation/request";
import { objectKeysIn } from "../../../../components/policies/objectKeys";
import { callersOf, type Asking } from "./callers";
import type { Guarded } from "./guarded";
import { knownActions, type Thing } from "./knownActions";
import { applyStatement } from "../../../../components/policies/evaluation/statement";
import { concrete, namedIn, statementsOf, stranger, valuesAround, type Named } from "./named";

/** Requests that any of the documents' Action elements takes alike: the actions differ, and the answer does not. */
export interface Asked {
    readonly by: Asking;
    readonly request: Request;
    readonly actions: readonly string[];
    /** The keys of the context that the documents ask for. */
    readonly circumstance: Readonly<Record<string, string>>;
}

/** More combinations of contexts are not made: then each key is varied by itself. */
const mostContexts = 400;

/**
 * Requests that tell the documents apart: by all that any of them names, and by something that none names; as far as one of
 * the changed statements, by their texts, takes them in, whatever its conditions are.
 */
export function requestsAround(
    guarded: Guarded,
    contents: readonly unknown[],
    changed: readonly string[],
): readonly Asked[] {
    const distinct = new Map(contents.flatMap(statementsOf).map((each) => [JSON.stringify(each), each]));
    const named = namedIn([...distinct.values()]);
    const statements = [...distinct.values()].map((statement, place) => ({
        statement,
        place,
        bare: Object.fromEntries(Object.entries(statement).filter(([member]) => member !== "Condition")),
        isChanged: changed.some((text) => text === JSON.stringify(statement)),
    }));
    const place = {
        role: "identity",
        trust: "trust",
        bucket: "resource",
        key: "resource",
        topic: "resource",
    } as const;
    const takes = (statement: object, request: Request) =>
        applyStatement(statement, request, { place: place[guarded.kind], variables: true }).takes !== false;
    const contexts = new Map<string, readonly Circumstance[]>();
    return askersOf(guarded, named).flatMap((by) => {
        const context: Context = { keys: by.keys, others: "unknown" };
        // What a role asks is decided by its own policies alone where another account has opened it to all.
        const resourceAccountId = guarded.kind === "role" ? "000000000000" : guarded.accountId;
        return thingsOf(guarded, named, contents, context).flatMap(({ arns, actions }) =>
            arns.flatMap((resource) =>
                actions.flatMap((group) => {
                    const [action = ""] = group;
                    const request = { caller: by.caller, action, resource, resourceAccountId, context };
                    const about = statements.filter(
                        ({ bare }) =>
                            takes(bare, request) ||
                            (action === annotations &&
                                takes(bare, { ...request, action: "s3:ReplicateObject" })),
                    );
                    if (!about.some(({ isChanged }) => isChanged)) {
                        return [];
                    }
                    const key = about.map(({ place: at }) => at).join();
                    const circumstances =
                        contexts.get(key) ?? contextsOf(namedIn(about.map(({ statement }) => statement)));
                    contexts.set(key, circumstances);
                    return circumstances.map((circumstance): Asked => ({
                        by,
                        actions: group,
                        circumstance: told(circumstance),
                        request: {
                            ...request,
                            context: { ...context, keys: { ...valuesOf(circumstance), ...by.keys } },
                        },
                    }));
                }),
            ),
        );
    });
}

function askersOf(guarded: Guarded, named: Named): readonly Asking[] {
    const all = callersOf(guarded, named);
    return guarded.kind === "role"
        ? all.filter(({ caller }) => caller.kind === "role" && caller.roleArn === guarded.arn).slice(0, 1)
        : all;
}

/** Values of the keys that conditions ask for; undefined where a request does not have the key. */
type Circumstance = Readonly<Record<string, string | undefined>>;

/** Keys that the caller decides. */
const ofCaller = /^aws:(principal(arn|account|isawsservice|servicename)|source(arn|account))$/;

/** Every combination of values that conditions tell apart. */
function contextsOf({ conditions }: Named): readonly Circumstance[] {
    const byKey = new Map<string, Set<string | undefined>>();
    for (const wanted of conditions.filter(({ key }) => !ofCaller.test(key))) {
        const values = byKey.get(wanted.key) ?? new Set();
        valuesAround(wanted).forEach((value) => values.add(value));
        byKey.set(wanted.key, values);
    }
    for (const [key, values] of byKey) {
        // Every request says whether it is over TLS.
        if (key !== "aws:securetransport") {
            values.add(undefined);
        }
    }
    const keys = [...byKey].sort().map(([key, values]) => [key, [...values]] as const);
    const count = keys.reduce((product, [, values]) => product * values.length, 1);
    const usual = Object.fromEntries(keys.map(([key, [first]]) => [key, first]));
    return count > mostContexts
        ? [
              usual,
              ...keys.flatMap(([key, values]) =>
                  values.slice(1).map((value) => ({ ...usual, [key]: value })),
              ),
          ]
        : keys.reduce<readonly Circumstance[]>(
              (some, [key, values]) =>
                  some.flatMap((each) => values.map((value) => ({ ...each, [key]: value }))),
              [{}],
          );
}

function valuesOf(circumstance: Circumstance): Record<string, ContextValue> {
    return Object.fromEntries(
        Object.entries(circumstance).map(([key, value]) => [key, value === undefined ? [] : [value]]),
    );
}

function told(circumstance: Circumstance): Readonly<Record<string, string>> {
    return Object.fromEntries(
        Object.entries(circumstance).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
}

interface Things {
    readonly arns: readonly string[];
    readonly actions: readonly (readonly string[])[];
}

/** What is asked about, with the actions that are done to it. */
function thingsOf(
    guarded: Guarded,
    named: Named,
    contents: readonly unknown[],
    context: Context,
): readonly Things[] {
    const { arn, kind } = guarded;
    const of = (thing: Thing, arns: readonly string[]): Things => ({
        arns,
        actions: actionsOn(thing, named),
    });
    switch (kind) {
        case "bucket":
            return [of("bucket", [arn]), of("object", objectsIn(arn, contents, context))];
        case "role":
            return ofEverything(guarded, named, of);
        case "trust":
            return [of("role", [arn])];
        default:
            return [of(kind, [arn])];
    }
}

function objectsIn(bucketArn: string, contents: readonly unknown[], context: Context): readonly string[] {
    const Statement = contents.flatMap(statementsOf);
    return objectKeysIn({ Version: "2012-10-17", Statement }, { bucketArn, prefixes: [""], context }).map(
        (key) => `${bucketArn}/${key}`,
    );
}

/** What a role's policies may take in: what they name, what is next to that, and what nobody names. */
function ofEverything(
    { arn, pairArns }: Guarded,
    { resources, ...named }: Named,
    of: (thing: Thing, arns: readonly string[]) => Things,
): readonly Things[] {
    const [, partition = "aws"] = arn.split(":");
    const texts = [...new Set([...pairArns, ...resources.filter((each) => each !== "*").map(concrete)])];
    const around = (service: string) =>
        texts.filter((each) => each.split(":")[2] === service).flatMap((each) => [each, `${each}-2`]);
    const buckets = [
        ...around("s3").map((each) => each.replace(/\/.*$/, "")),
        `arn:${partition}:s3:::any-other`,
    ];
    const bucketsAround = [...new Set(buckets.flatMap((each) => [each, `${each}-2`]))];
    const keys = around("kms").flatMap((each) => [
        each,
        each.replace(/key\/.*$/, "key/any-other"),
        each.replace(/:\d{12}:key\/.*$/, `:${stranger}:key/any-other`),
    ]);
    const objects = [
        ...around("s3").filter((each) => each.includes("/")),
        ...bucketsAround.map((each) => `${each}/any-other`),
    ];
    const others = named.actions.filter((each) => !/^(\*|s3:|kms:|sts:|sns:)/i.test(each));
    return [
        of("bucket", bucketsAround),
        of("object", [...new Set(objects)]),
        of("key", [...new Set([...keys, `arn:${partition}:kms:us-east-1:${stranger}:key/any-other`])]),
        of("role", [...new Set([...around("iam"), `arn:${partition}:iam::${stranger}:role/any-other`])]),
        of("topic", [...new Set([...around("sns"), `arn:${partition}:sns:us-east-1:${stranger}:any-other`])]),
        {
            arns: texts.length > 0 ? texts : [`arn:${partition}:s3:::any-other`],
            actions: others.map((each) => [each.replaceAll("*", "AnyOther")]),
        },
    ];
}

const plain = {
    context: { keys: {}, others: "unknown" },
    variables: false,
    wildcards: true,
    anyCase: true,
} as const;

/** S3 lets annotations in by another action's name too, so that this one is always asked by itself. */
export const annotations = "s3:ReplicateObjectAnnotation";

/** The actions on a thing, those that no Action element tells apart together. */
function actionsOn(thing: Thing, { actions: patterns }: Named): readonly (readonly string[])[] {
    const known = knownActions[thing];
    const service = known[0]?.split(":")[0] ?? "";
    const all = new Set<string>(
        Object.values(knownActions)
            .flat()
            .map((each) => each.toLowerCase()),
    );
    const further = patterns.filter(
        (each) => each.startsWith(`${service}:`) && !/[*?]/.test(each) && !all.has(each.toLowerCase()),
    );
    const groups = new Map<string, string[]>();
    for (const action of [...known, ...further]) {
        const takenBy = patterns.filter(
            (each) => matches(readPattern(each, plain), action.toLowerCase()) === true,
        );
        const key = action === annotations ? action : takenBy.join(" ");
        groups.set(key, [...(groups.get(key) ?? []), action]);
    }
    return [...groups.values()];
}
