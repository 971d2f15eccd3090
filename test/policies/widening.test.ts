import assert from "node:assert/strict";
import { anonymousPrincipal } from "@cloud-copilot/iam-simulate";
import { accessChanges, type AccessChanges } from "../../operations/preview/meaning/access/changes";
import { knownActions as ownActions } from "../../operations/preview/meaning/access/knownActions";
import type { Asked } from "../../operations/preview/meaning/access/requests";
import type { Guarded } from "../../operations/preview/meaning/access/guarded";
import { policyDocument, type PolicyDocument } from "../../components/policies/document";
import { actionsMatching, readKnownActions, type KnownActions } from "./support/actions";
import type { Caller } from "./support/callers";
import { backfillBucket, backfillRole } from "./support/backfillPlaces";
import type { DocumentName } from "./support/documents";
import { matrixOf } from "./support/matrix";
import { equivalentIn } from "./support/mutants/equivalents";
import { mutantsOf, type Mutant } from "./support/mutants/mutants";
import { openToEveryone } from "./support/place";
import { representativesUnder } from "./support/representatives";
import { involves, requestOf, requestsOf, worldOf, type Requests } from "./support/requests";
import { scenarios, scenariosElsewhere, type Scenario } from "./support/scenarios";
import { bucketArn, iamArn, replicationRole, returningRole } from "./support/setting";
import { isAllowed, type Request } from "./support/simulate";
import { siteOf, topicArn, type Side } from "./support/sites";

/**
 * What a preview says of a change of documents, which is made of the documents alone, against the simulation that
 * docs/least-privilege.md is of: each document made wrong in one place, and put right again.
 */
describe("What a change of the IAM documents allows", function () {
    this.timeout(300_000);
    const counted = { wider: 0, narrower: 0, both: 0, same: 0, unknown: 0, confirmed: 0 };

    it("knows the actions that there are", async () => {
        const known = await readKnownActions();
        for (const thing of ["bucket", "object", "key", "role", "topic"] as const) {
            assert.deepEqual([...ownActions[thing]].sort(), [...known.on[thing]].sort(), thing);
        }
    });

    for (const scenario of [...scenarios, ...scenariosElsewhere]) {
        it(`is that of the simulation: ${scenario.name}`, async () => {
            const known = await readKnownActions();
            const requests = requestsOf(matrixOf(scenario), scenario, known);
            const equivalent = equivalentIn(scenario);
            for (const mutant of mutantsOf(scenario, known)) {
                const what = `${scenario.name}: ${mutant.name}`;
                const there = judged(mutant, scenario, what);
                const seen = seenBySimulation(mutant, requests, scenario, known, there);
                if (there.unclear.length === 0) {
                    assert.deepEqual(seen, [], what);
                    if (equivalent.has(mutant.name)) {
                        assert.deepEqual(namesOf([...there.wider, ...there.narrower]), [], what);
                    }
                }
                count(there);
            }
        });
    }

    /** Settings have many documents in common, and so changes of them. */
    const before = new Map<string, AccessChanges>();

    /** What is said of a change, once the same is said of it back, and the simulator says it too. */
    function judged({ document, documents }: Mutant, scenario: Scenario, what: string): AccessChanges {
        const guarded = guardedBy(document, scenario);
        const [old, fresh] = [scenario.documents, documents].map((each) => each[document]);
        assert.ok(old && fresh);
        const key = JSON.stringify([guarded, old, fresh]);
        const known = before.get(key);
        if (known !== undefined) {
            return known;
        }
        const there = accessChanges(guarded, [old], [fresh]);
        const back = accessChanges(guarded, [fresh], [old]);
        assert.deepEqual(namesOf(there.wider), namesOf(back.narrower), what);
        assert.deepEqual(namesOf(there.narrower), namesOf(back.wider), what);
        assert.deepEqual(namesOf(there.unclear), namesOf(back.unclear), what);
        confirm(there.wider, guarded, [old, fresh], what);
        confirm(there.narrower, guarded, [fresh, old], what);
        before.set(key, there);
        return there;
    }

    function count({ wider, narrower, unclear }: AccessChanges): void {
        const is =
            wider.length > 0 && narrower.length > 0
                ? "both"
                : wider.length > 0
                  ? "wider"
                  : narrower.length > 0
                    ? "narrower"
                    : unclear.length > 0
                      ? "unknown"
                      : "same";
        counted[is] += 1;
    }

    /** Each request that is told is answered otherwise by the simulator too. */
    function confirm(
        asked: readonly Asked[],
        guarded: Guarded,
        fromTo: readonly [PolicyDocument, PolicyDocument],
        what: string,
    ): void {
        for (const each of asked.slice(0, 20)) {
            const allowed = fromTo.map((document) => isAllowed(requestTo(each, guarded, document)));
            assert.deepEqual(allowed, [false, true], `${what}: ${JSON.stringify(each)}`);
            counted.confirmed += 1;
        }
    }

    after(() => {
        console.log(
            `Changes of documents, each there and back: ${counted.wider} wider, ${counted.narrower} narrower, ${counted.both} both, ` +
                `${counted.same} the same in other words, ${counted.unknown} not known. The simulator confirmed ${counted.confirmed} requests.`,
        );
    });
});

const namesOf = (asked: readonly Asked[]) =>
    asked
        .map(({ by, request, actions, circumstance }) =>
            JSON.stringify([by.label, by.identity, request.resource, actions, circumstance]),
        )
        .sort();

/** What of the matrix is answered otherwise than before and was not told as wider, or as narrower. */
function seenBySimulation(
    mutant: Mutant,
    requests: readonly Requests[],
    scenario: Scenario,
    known: KnownActions,
    { wider, narrower }: AccessChanges,
): readonly string[] {
    if (wider.length > 0 && narrower.length > 0) {
        return [];
    }
    const [before, after] = [scenario.documents, mutant.documents].map((documents) =>
        worldOf(documents, scenario),
    );
    assert.ok(before && after);
    const representatives = representativesUnder(mutant.documents, known);
    const touched = new Set(mutant.actions.flatMap((pattern) => actionsMatching(pattern, known)));
    for (const some of requests.filter((each) => involves(each, mutant.document))) {
        for (const action of representatives(some.actions.filter((each) => touched.has(each)))) {
            const [old, fresh] = [before, after].map((world) => isAllowed(requestOf(some, action, world)));
            if (old !== fresh && (fresh ? wider : narrower).length === 0) {
                return [
                    `${fresh ? "wider" : "narrower"}: ${some.caller} ${action} ${some.place} ${some.circumstance.name}`,
                ];
            }
        }
    }
    return [];
}

/** A request that was told, as the simulator takes it. */
function requestTo(
    { by, request, circumstance }: Asked,
    { kind, arn }: Guarded,
    document: PolicyDocument,
): Request {
    const { caller, action, resource, resourceAccountId } = request;
    const everything = policyDocument({ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" });
    const own = Object.entries(by.keys).flatMap(([key, value]) => {
        assert.ok(Array.isArray(value));
        const [only] = value as readonly string[];
        return only === undefined ? [] : [[key, only] as const];
    });
    const context = { ...circumstance, ...Object.fromEntries(own) };
    const hasOwn = caller.kind === "role" || caller.kind === "user";
    const from: Caller = {
        principal: principalOf(caller),
        context: Object.fromEntries(own),
        ...(hasOwn &&
            (kind === "role" || by.identity === "everything") && {
                identityPolicy: kind === "role" ? document : everything,
            }),
    };
    const type = kind === "bucket" || kind === "role" ? thingOf(resource) : kind === "trust" ? "role" : kind;
    assert.ok(kind !== "role" || arn !== "");
    return {
        caller: from,
        action,
        place: {
            arns: { [type]: resource },
            accountId: resourceAccountId,
            policy: kind === "role" ? openToEveryone : document,
        },
        arn: resource,
        circumstance: { name: JSON.stringify(context), context: circumstance },
    };
}

function thingOf(arn: string) {
    const service = arn.split(":")[2];
    return service === "s3"
        ? arn.includes("/")
            ? "object"
            : "bucket"
        : service === "kms"
          ? "key"
          : service === "sns"
            ? "topic"
            : "role";
}

function principalOf(caller: Asked["request"]["caller"]) {
    switch (caller.kind) {
        case "role":
            // The ARN of a session has no path, so that roles with one are told apart by their own.
            return /:role\/[^/]+$/.test(caller.roleArn)
                ? `${caller.roleArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/${caller.sessionName}`
                : caller.roleArn;
        case "user":
            return caller.arn;
        case "service":
            return caller.name;
        case "anonymous":
            return anonymousPrincipal;
    }
}

/** What a document of a setting guards. */
function guardedBy(name: DocumentName, choices: Scenario): Guarded {
    const { partition, rolePath = "/" } = choices;
    const sides = ["source", "destination", "second destination"] as const;
    const [source, destination, second] = sides.map((side) => siteOf(side, partition));
    assert.ok(source && destination && second);
    const roles = {
        there: iamArn(partition, source.accountId, `role${rolePath}${replicationRole}`),
        ofJobs: iamArn(partition, source.accountId, `role${rolePath}${backfillRole}`),
        back: iamArn(partition, destination.accountId, `role${rolePath}${returningRole}`),
    };
    const shared = {
        roleArns: [roles.there, ...(choices.twoWay ? [roles.back] : [])],
        servedArns: [
            source.bucketArn,
            `arn:${partition}:cloudwatch:${source.region}:${source.accountId}:alarm:replication`,
        ],
        pairArns: [source, destination, ...(choices.second ? [second] : [])].flatMap(
            ({ bucketArn, keyArn }) => [bucketArn, keyArn],
        ),
    };
    const bucket = (side: Side): Guarded => {
        const { bucketArn: arn, accountId } = siteOf(side, partition);
        return { kind: "bucket", arn, accountId, ...shared };
    };
    const key = (side: Side): Guarded => {
        const { keyArn: arn, accountId } = siteOf(side, partition);
        return { kind: "key", arn, accountId, ...shared };
    };
    const of = (kind: "trust" | "role", arn: string): Guarded => ({
        kind,
        arn,
        accountId: arn.split(":")[4] ?? "",
        ...shared,
    });
    const topic = (what: "failures" | "latency"): Guarded => ({
        kind: "topic",
        arn: topicArn(partition, what),
        accountId: source.accountId,
        ...shared,
    });
    switch (name) {
        case "roleTrust":
            return of("trust", roles.there);
        case "rolePermissions":
            return of("role", roles.there);
        case "returningTrust":
            return of("trust", roles.back);
        case "returningPermissions":
            return of("role", roles.back);
        case "backfillTrust":
            return of("trust", roles.ofJobs);
        case "backfillPermissions":
            return of("role", roles.ofJobs);
        case "backfillBucket":
            return {
                kind: "bucket",
                arn: bucketArn(partition, backfillBucket),
                accountId: source.accountId,
                ...shared,
            };
        case "sourceBucket":
            return bucket("source");
        case "destinationBucket":
            return bucket("destination");
        case "secondDestinationBucket":
            return bucket("second destination");
        case "sourceKey":
            return key("source");
        case "destinationKey":
            return key("destination");
        case "secondDestinationKey":
            return key("second destination");
        case "failuresTopic":
            return topic("failures");
        case "latencyTopic":
            return topic("latency");
    }
}
