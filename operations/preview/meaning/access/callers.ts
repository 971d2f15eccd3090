import { partOfArn } from "../../../../components/policies/arn";
import type { Caller, ContextValue } from "../../../../components/policies/evaluation/request";
import { concrete, stranger, type Named } from "./named";
import type { Guarded } from "./guarded";

/** Somebody who may ask. */
export interface Asking {
    readonly caller: Caller;
    /** As a finding names them. */
    readonly label: string;
    /** How many they stand for: of two who may do the same, the one who stands for more is told. */
    readonly breadth: number;
    /** Whether their own policies allow everything, or nothing. */
    readonly identity: "everything" | "nothing";
    /** Whether it is Amazon S3 as the role, or a service that does its part for the pair. */
    readonly ofReplication: boolean;
    readonly keys: Readonly<Record<string, ContextValue>>;
}

/** Whoever two documents may tell apart: all whom they name, those next to them, and some whom nobody names. */
export function callersOf(guarded: Guarded, named: Named): readonly Asking[] {
    const { arn, accountId, roleArns } = guarded;
    const partition = partOfArn(arn, "partition");
    const valuesOf = (...keys: readonly string[]) =>
        named.conditions.filter(({ key }) => keys.includes(key)).map(({ value }) => concrete(value));
    const arns = [
        ...(guarded.kind === "role" ? [arn] : []),
        ...roleArns,
        ...named.principals
            .filter(([kind, name]) => kind === "AWS" && name.startsWith("arn:"))
            .map(([, name]) => name),
        ...valuesOf("aws:principalarn").filter((value) => value.startsWith("arn:")),
    ].filter((each) => /:(role|user|assumed-role)\//.test(each));
    const accounts = new Set([
        accountId,
        ...[...arns, ...named.principals.map(([, name]) => name)].map((name) =>
            /^\d{12}$/.test(name) ? name : partOfArn(name, "account"),
        ),
        ...valuesOf("aws:principalaccount"),
    ]);
    return unique([
        anonymous,
        ...[...accounts, stranger]
            .filter((account) => /^\d{12}$/.test(account))
            .flatMap((account) => ofAccount(account, partition, account === accountId)),
        ...[...new Set(arns)]
            .flatMap((each) => [each, ...nextTo(each)])
            .flatMap((each) => {
                const asking = identityOf(each, roleArns);
                return partOfArn(each, "account") === accountId
                    ? [asking, withoutPolicies(asking)]
                    : [asking];
            }),
        ...servicesOf(guarded, named, valuesOf),
    ]);
}

/** What each caller has or has not. */
const nobodys = {
    "aws:PrincipalArn": [],
    "aws:PrincipalAccount": [],
    "aws:PrincipalIsAWSService": ["false"],
    "aws:PrincipalServiceName": [],
    "aws:SourceArn": [],
    "aws:SourceAccount": [],
};

const anonymous: Asking = {
    caller: { kind: "anonymous" },
    label: "anybody, without credentials",
    breadth: 5,
    identity: "nothing",
    ofReplication: false,
    keys: nobodys,
};

/** Any identity of an account that nobody names by itself. */
function ofAccount(account: string, partition: string, isOwn: boolean): readonly Asking[] {
    const arn = `arn:${partition}:iam::${account}:role/any-other`;
    const whose = isOwn ? `its own account ${account}` : `the account ${account}`;
    const label = account === stranger ? "identities of any account" : `identities of ${whose}`;
    const some = { ...identityOf(arn, []), breadth: account === stranger ? 4 : 3 };
    const root = { ...identityOf(`arn:${partition}:iam::${account}:root`, []), breadth: 2 };
    return [
        { ...some, label: `${label} that it allows to` },
        ...(account === stranger ? [] : [root]),
        ...(isOwn ? [withoutPolicies({ ...some, label })] : []),
    ];
}

/** Within an account a resource's policy may let somebody in whose own policies allow nothing. */
function withoutPolicies(asking: Asking): Asking {
    return { ...asking, identity: "nothing", label: `${asking.label}, whatever their own policies allow` };
}

function identityOf(named: string, roleArns: readonly string[]): Asking {
    const [, session] = /:assumed-role\/[^/]+\/(.+)$/.exec(named) ?? [];
    const arn = named.replace(":sts:", ":iam:").replace(/:assumed-role\/([^/]+)\/.+$/, ":role/$1");
    const ofReplication = roleArns.includes(arn);
    return {
        caller: arn.includes(":role/")
            ? { kind: "role", roleArn: arn, sessionName: session ?? "session" }
            : { kind: "user", arn },
        label: ofReplication ? `the replication role ${arn}` : arn,
        breadth: 1,
        identity: "everything",
        ofReplication,
        keys: {
            ...nobodys,
            "aws:PrincipalArn": [arn],
            "aws:PrincipalAccount": [partOfArn(arn, "account")],
        },
    };
}

/** Those who have nearly the same ARN: the beginning of the name, the name under another path, and of another account. */
function nextTo(arn: string): readonly string[] {
    return [
        `${arn}-2`,
        arn.replace(/:(role|user)\/(?:.*\/)?/, ":$1/elsewhere/"),
        arn.replace(/:\d{12}:/, `:${stranger}:`),
    ];
}

const s3 = "s3.amazonaws.com";

/**
 * Services, and for whom each of them acts: S3 for buckets, CloudWatch for alarms. They say both account and resource, or
 * neither; of S3 that assumes a role AWS does not say which.
 */
function servicesOf(
    { kind, accountId, servedArns }: Guarded,
    named: Named,
    valuesOf: (...keys: readonly string[]) => readonly string[],
): readonly Asking[] {
    const services = new Set([
        ...named.principals.filter(([service]) => service === "Service").map(([, name]) => name),
        ...valuesOf("aws:principalservicename"),
        s3,
        "ec2.amazonaws.com",
    ]);
    const sources = [...new Set([...servedArns, ...valuesOf("aws:sourcearn")])];
    const accounts = [...new Set([accountId, ...valuesOf("aws:sourceaccount"), stranger])];
    const serves = kind === "trust" ? [s3] : kind === "topic" ? [s3, "cloudwatch.amazonaws.com"] : [];
    return [...services].flatMap((name) => {
        const own = sources.filter((source) => name.split(".").includes(source.split(":")[2] ?? ""));
        const whom = accounts.flatMap((account) =>
            own.flatMap((source) => [source, `${source}-2`]).map((source) => ({ account, source })),
        );
        const saysForWhom = kind === "topic" && serves.includes(name);
        return [...(saysForWhom ? [] : [undefined]), ...whom].map((actsFor): Asking => ({
            caller: { kind: "service", name },
            label: actsFor
                ? `the service ${name} for ${actsFor.source} of the account ${actsFor.account}`
                : `the service ${name}`,
            breadth: actsFor ? 1 : 2,
            identity: "nothing",
            ofReplication:
                serves.includes(name) &&
                (actsFor === undefined ||
                    (actsFor.account === accountId &&
                        // Any alarm of the account may be one of the pair's.
                        (name !== s3 || servedArns.includes(actsFor.source)))),
            keys: {
                ...nobodys,
                "aws:PrincipalIsAWSService": ["true"],
                "aws:PrincipalServiceName": [name],
                "aws:SourceAccount": actsFor ? [actsFor.account] : [],
                "aws:SourceArn": actsFor ? [actsFor.source] : [],
            },
        }));
    });
}

function unique(all: readonly Asking[]): readonly Asking[] {
    return [
        ...new Map(
            all.map((each) => [JSON.stringify([each.caller, each.identity, each.keys]), each]),
        ).values(),
    ];
}
