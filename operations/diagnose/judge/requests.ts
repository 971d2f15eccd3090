import { partOfArn } from "../../../components/policies/arn";
import type { DocumentSet } from "../../../components/policies/evaluation/documents";
import type { Request } from "../../../components/policies/evaluation/request";
import { membersOf } from "../../../components/policies/evaluation/shape";
import { allowingEverything, gathered, judge, type Judgement } from "../../../components/policies/judgement";
import {
    annotationRequests,
    lettingAnnotationsIn,
    requestsOfRole,
} from "../../../components/policies/replicationRequests";
import type { UsedKey } from "../../../components/policies/keyUse";
import { none, valueOf, type Facts, type KeyGrant, type Read, type SideFacts } from "../facts";
import type { Side } from "../../aws/side";
import type { Diagnosed } from "../finding";
import type { Mendable } from "./changes";
import { bucketDocument, keyDocument, roleDocument, type DeployedDocument } from "./documents";
import { lacksOf, refused, type Judged, type JudgedResource } from "./refused";
import { missingRole, unreadRole, unusableRole } from "./role";
import { judgeTrust } from "./trust";
import { keyAt, permissionsFor, prefixesIn, useOf, type Use } from "./use";

/**
 * What the documents make of the requests that Amazon S3 sends when it replicates: as the role to both buckets and their keys,
 * and to become the role.
 */
export function judgeRequests(facts: Facts): readonly Mendable[] {
    const use = useOf(facts);
    if (use === undefined) {
        return unusableRole(facts);
    }
    const { role } = facts.source;
    const known = valueOf(role);
    const own = known?.policies.map((policy) => roleDocument(facts, known, policy)) ?? [];
    const boundary = known?.boundary && roleDocument(facts, known, known.boundary);
    const resources = resourcesOf(facts, use);
    const documents = [...own, ...(boundary ? [boundary] : []), ...resources.map(({ document }) => document)];
    const requests = requestsTo(facts, use, documents);
    const answers = resources.map((resource) =>
        judgeResource(facts, use, { resource, own: known && own, boundary }, requests),
    );
    return [
        ...("none" in role ? [missingRole(facts, use)] : []),
        ...("unread" in role ? [unreadRole(use, role.unread)] : []),
        ...(known ? judgeTrust(facts, known) : []),
        ...gathered(answers.flatMap(({ refusals }) => refusals)).flatMap((refusal) =>
            refused(documents, refusal),
        ),
        ...answers.flatMap((answer) => lacksOf(facts, use, answer, boundary)),
        organizations(use),
    ];
}

/** That of which nobody in an account can know. */
function organizations({ roleArn }: Use): Diagnosed {
    return {
        id: "organization-policies",
        severity: "unknown",
        side: "source",
        where: `role ${roleArn}`,
        message:
            "Policies of an AWS organization (SCP, RCP) cannot be read from here, and may deny what everything here allows. " +
            "By themselves they do not make the result unknown.",
        fix: "",
    };
}

/** The buckets and keys, each with its policy. */
function resourcesOf(facts: Facts, { roleArn, sourceKey, destinations }: Use): readonly JudgedResource[] {
    const { source } = facts;
    return [
        {
            kind: "bucket",
            arn: source.bucket.arn,
            document: bucketDocument(facts, "source", source, roleArn),
            grants: none,
        },
        ...(sourceKey ? keyResource(facts, "source", source, sourceKey, roleArn) : []),
        ...destinations.flatMap((destination): readonly JudgedResource[] => [
            {
                kind: "bucket",
                arn: destination.facts.bucket.arn,
                destination,
                document: bucketDocument(facts, "destination", destination.facts, roleArn),
                grants: none,
            },
            ...destination.keys
                .flatMap((key) => keyResource(facts, "destination", destination.facts, key, roleArn))
                .map((resource) => ({ ...resource, destination })),
        ]),
    ];
}

/** A key with its policy; none where there is no such key, since that is another finding. */
function keyResource(
    facts: Facts,
    side: Side,
    where: SideFacts,
    key: UsedKey,
    roleArn: string,
): readonly JudgedResource[] {
    const { keyArn: arn } = key;
    const read = keyAt(where, arn) ?? { unread: "nobody asked for it" };
    if ("none" in read) {
        return [];
    }
    const [policy, grants]: readonly [Read<unknown>, Read<readonly KeyGrant[]>] =
        "value" in read ? [read.value.policy, read.value.grants] : [read, read];
    return [
        { kind: "key", arn, key, document: keyDocument(facts, side, where, arn, policy, roleArn), grants },
    ];
}

/** All that S3 asks as the role, of objects that tell what each of the documents makes of all. */
function requestsTo(facts: Facts, use: Use, documents: readonly DeployedDocument[]): readonly Request[] {
    const { source } = facts;
    const permissions = permissionsFor(use, facts);
    const everyStatement = {
        Version: "2012-10-17",
        Statement: documents.flatMap(({ content }) => {
            const found = membersOf(content)?.find(([name]) => name === "Statement")?.[1];
            return found === undefined || found === null ? [] : [found].flat();
        }),
    };
    const sides = use.destinations.flatMap(({ facts: side, rules, keys }) => {
        const one = {
            accountId: side.accountId ?? "",
            ...(side.region !== undefined && { region: side.region }),
            prefixes: prefixesIn(rules),
        };
        return keys.length === 0 ? [one] : keys.map(() => one);
    });
    const rules = use.destinations.flatMap((destination) => destination.rules);
    return requestsOfRole(
        use.roleArn,
        permissions,
        {
            source: {
                accountId: partOfArn(use.roleArn, "account"),
                ...(source.region !== undefined && { region: source.region }),
                prefixes: prefixesIn(rules),
            },
            destinations: sides,
        },
        everyStatement,
    );
}

/** Who decides about a resource. */
interface Deciding {
    readonly resource: JudgedResource;
    /** The role's policies; undefined where they could not be read, or there is no role. */
    readonly own: readonly DeployedDocument[] | undefined;
    readonly boundary: DeployedDocument | undefined;
}

function judgeResource(
    facts: Facts,
    use: Use,
    { resource, own, boundary }: Deciding,
    all: readonly Request[],
): Judged & Pick<Judgement, "refusals"> {
    const { arn, document, kind } = resource;
    const requests = all.filter(
        (request) => request.resource === arn || request.resource.startsWith(`${arn}/`),
    );
    const named = ({ name, content }: DeployedDocument) => ({ name, content });
    const documents: DocumentSet = {
        identity: own?.map(named) ?? [allowingEverything],
        ...(boundary && { boundary: named(boundary) }),
        ...(document.content !== undefined && { resource: { ...named(document), kind } }),
    };
    const annotated = facts.objectAnnotations && resource.destination && kind === "bucket";
    const annotations = annotated ? annotationsTo(use, resource, requests) : [];
    const judgements = [
        judge(requests, documents, { assumeGuards: false }),
        judge(annotations, lettingThrough(documents, use.roleArn), { assumeGuards: false }),
    ];
    return {
        resource,
        requests,
        refusals: judgements.flatMap(({ refusals }) => refusals),
        lacking: judgements[0]?.lacking ?? [],
        unclear: [...new Set(judgements.flatMap(({ unclear }) => unclear))],
    };
}

/** The requests to write annotations of the objects that the other requests are about. */
function annotationsTo({ roleArn }: Use, { arn, destination }: JudgedResource, requests: readonly Request[]) {
    const objects = requests.filter(({ action }) => action === "s3:ReplicateObject");
    return annotationRequests(roleArn, {
        bucketArn: arn,
        accountId: destination?.facts.accountId ?? "",
        ...(destination?.facts.region !== undefined && { region: destination.facts.region }),
        objectKeys: objects.map(({ resource }) => resource.slice(arn.length + 1)),
    });
}

/** Annotations come in wherever objects do, unless a statement denies them. */
function lettingThrough({ identity, boundary, resource }: DocumentSet, roleArn: string): DocumentSet {
    return {
        identity: [...identity, ...(boundary ? [boundary] : []), allowingEverything],
        ...(resource && {
            resource: { ...resource, content: lettingAnnotationsIn(resource.content, roleArn) },
        }),
    };
}
