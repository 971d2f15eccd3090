import { aws } from "../commands";
import { partOfArn } from "../../../components/policies/arn";
import type { Side } from "../../aws/side";
import { valueOf, type DestinationFacts, type Facts, type KeyFacts, type SideFacts } from "../facts";
import type { Diagnosed } from "../finding";
import type { Mendable } from "./changes";
import { correcting, replicaKeyOf, selectingKmsObjects, type Correction } from "./correction";
import { acrossAccounts, countingRules, encryptsWithKms, notRead } from "./deployed";
import { arnOfKey, selectsKmsObjects } from "./use";

/** Whether the keys are there, usable and fit: those of originals and replicas that are under SSE-KMS and selected by a rule. */
export function judgeKeys(facts: Facts): readonly Mendable[] {
    const { destinations } = facts;
    const used = destinations.some((each) => countingRules(facts, each).some(selectsKmsObjects));
    return [
        ...(used ? judgeSourceKey(facts) : []),
        ...destinations.flatMap((destination) => judgeReplicaKeys(facts, destination)),
    ];
}

/** A use of a key: whose, under which name, and what to say and do where it does not fit. */
interface KeyUse {
    readonly side: Side;
    readonly where: SideFacts;
    readonly name: string;
    readonly subject: "encryption" | "configuration";
    /** Names another key in its place, where one is known. */
    readonly another: { readonly correction?: Correction };
    readonly ofAws: Diagnosed["severity"] | undefined;
}

function place({ side, name, subject }: KeyUse): Pick<Diagnosed, "side" | "where" | "leg" | "subject"> {
    return { side, where: `KMS key ${name}`, leg: "key", subject };
}

function judgeSourceKey(facts: Facts): readonly Mendable[] {
    const { source, destinations } = facts;
    const { bucket, keys } = source;
    const encryption = valueOf(bucket.encryption);
    if (encryption === undefined || !encryptsWithKms(source)) {
        return notRead(
            bucket.encryption,
            source,
            { side: "source", where: `default encryption of the bucket ${bucket.name}`, leg: "key" },
            `The key of new objects of the bucket ${bucket.name}`,
        );
    }
    const { keyArn, keyName } = encryption;
    const use: KeyUse = {
        side: "source",
        where: source,
        name: keyArn ?? keyName ?? "alias/aws/s3",
        subject: "encryption",
        another: {},
        // AWS says so in general; whether it fails by the source's own role is not.
        ofAws: destinations.some((each) => acrossAccounts(facts, each)) ? "suspect" : undefined,
    };
    if (keyArn === undefined && keyName !== undefined && !keyName.startsWith("alias/aws/")) {
        return [unknown(use, `The key behind ${keyName} is not known: KMS did not tell it.`)];
    }
    return keyArn === undefined ? managedByAws(use) : judgeKey(facts, use, keys[keyArn]);
}

function judgeReplicaKeys(facts: Facts, destination: DestinationFacts): readonly Mendable[] {
    const rules = countingRules(facts, destination).filter(selectsKmsObjects);
    const keyOf = (rule: (typeof rules)[number]) =>
        rule.Destination?.EncryptionConfiguration?.ReplicaKmsKeyID;
    const names = new Set(rules.map(keyOf).filter((name) => name !== undefined && name !== ""));
    return [...names].flatMap((name = "") => {
        const across = acrossAccounts(facts, destination);
        const use: KeyUse = {
            side: "destination",
            where: destination,
            name,
            subject: "configuration",
            another:
                replicaKeyOf(destination) === arnOfKey(destination, name)
                    ? {}
                    : {
                          correction: correcting(
                              facts,
                              rules.filter((rule) => keyOf(rule) === name),
                              selectingKmsObjects(destination),
                          ),
                      },
            ofAws: across ? "wrong" : undefined,
        };
        if (across && !name.startsWith("arn:")) {
            const owner = `KMS looks for it in the source's account, where the key of the bucket ${destination.bucket.name} is not`;
            return [unfit(use, `ReplicaKmsKeyID is ${name}, and has to be the ARN of the key: ${owner}.`)];
        }
        return judgeKey(facts, use, destination.keys[name]);
    });
}

function judgeKey(
    facts: Facts,
    use: KeyUse,
    read: SideFacts["keys"][string] = { unread: "it was not asked for." },
): readonly Mendable[] {
    const { side, where, name } = use;
    if ("none" in read) {
        const of = where.accountId === undefined ? `the ${side}'s account` : `the account ${where.accountId}`;
        const message = `The KMS key ${name} does not exist, or ${of} may not see it.`;
        return [{ id: "key-missing", severity: "wrong", ...place(use), message, fix: "", ...use.another }];
    }
    if ("unread" in read) {
        return notRead(
            read,
            where,
            { side, where: `KMS key ${name}`, leg: "key" },
            `Whether the KMS key ${name} is usable`,
        );
    }
    const { value: key } = read;
    return [...unusable(facts, use, key), ...misfits(use, key)];
}

function unusable(facts: Facts, use: KeyUse, { arn, state }: KeyFacts): readonly Diagnosed[] {
    const call = (verb: string) => aws(facts, use.side, `kms ${verb} --key-id ${arn}`, use.where);
    const fixes: Readonly<Record<string, string>> = {
        Disabled: call("enable-key"),
        PendingDeletion: `${call("cancel-key-deletion")} && ${call("enable-key")}`,
    };
    const { subject, ...where } = place(use);
    return state === "Enabled"
        ? []
        : [
              {
                  id: "key-unusable",
                  severity: "wrong",
                  ...where,
                  message: `The state of the KMS key ${arn} is ${state}, and has to be Enabled.`,
                  fix: fixes[state] ?? "",
              },
          ];
}

function misfits(use: KeyUse, { arn, spec, ofAws }: KeyFacts): readonly Mendable[] {
    const { region, bucket } = use.where;
    const keyRegion = partOfArn(arn, "region");
    if (ofAws) {
        return managedByAws(use);
    }
    if (region !== undefined && keyRegion !== region) {
        const needs = `the bucket ${bucket.name} in ${region} needs a key of its own region`;
        return [unfit(use, `The KMS key ${arn} is in ${keyRegion}: ${needs}.`)];
    }
    return spec === "SYMMETRIC_DEFAULT"
        ? []
        : [unfit(use, `The spec of the KMS key ${arn} is ${spec}, and has to be SYMMETRIC_DEFAULT.`)];
}

function managedByAws(use: KeyUse): readonly Mendable[] {
    const { name, where, ofAws } = use;
    const message =
        `AWS manages the KMS key ${name} of the bucket ${where.bucket.name}, and no other account may use it. ` +
        "To replicate across accounts, AWS asks for a key of one's own.";
    return ofAws === undefined ? [] : [unfit(use, message, ofAws)];
}

function unfit(use: KeyUse, message: string, severity: Diagnosed["severity"] = "wrong"): Mendable {
    return { id: "key-unfit", severity, ...place(use), message, fix: "", ...use.another };
}

function unknown({ side, name }: KeyUse, message: string): Diagnosed {
    return {
        id: "not-read",
        severity: "unknown",
        side,
        where: `KMS key ${name}`,
        leg: "key",
        message,
        fix: "",
    };
}
