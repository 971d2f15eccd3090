import {
    GetPolicyCommand,
    GetPolicyVersionCommand,
    GetRolePolicyCommand,
    ListAttachedRolePoliciesCommand,
    ListRolePoliciesCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";
import type { CallOptions } from "../../aws/served";
import type { NamedPolicy, Read } from "../facts";
import { mapRead, type Reader } from "./reader";

const absent = ["NoSuchEntity", "NoSuchEntityException"];

/** Asks IAM. */
function asking(reader: Reader, target: string) {
    return <T>(operation: string, attempt: (options: CallOptions) => Promise<Read<T>>) =>
        reader.ask({ service: "iam", operation, target }, attempt, absent);
}

/** IAM encodes documents as a part of a URL. */
export function decoded(document = ""): string {
    try {
        return decodeURIComponent(document);
    } catch {
        return document;
    }
}

/** The policies in a role. Where they are not told, that stands for them all. */
export async function readInlinePolicies(
    reader: Reader,
    iam: IAMClient,
    RoleName: string,
): Promise<readonly NamedPolicy[]> {
    const target = `role ${RoleName}`;
    const ask = asking(reader, target);
    const names = await allPages(async (Marker) =>
        ask("ListRolePolicies", async (options) => {
            const answer = await iam.send(new ListRolePoliciesCommand({ RoleName, Marker }), options);
            return answer.PolicyNames === undefined
                ? reader.garbled({ operation: "ListRolePolicies", target }, "a list")
                : { value: { items: answer.PolicyNames, marker: markerOf(answer) } };
        }),
    );
    const kind = "inline";
    if (!("value" in names)) {
        return unlisted(kind, names);
    }
    return Promise.all(
        names.value.map(async (id) => {
            const content = await ask("GetRolePolicy", async (options) => {
                const { PolicyDocument } = await iam.send(
                    new GetRolePolicyCommand({ RoleName, PolicyName: id }),
                    options,
                );
                return reader.parsed({ operation: "GetRolePolicy", target }, decoded(PolicyDocument));
            });
            return { name: `inline policy ${id}`, kind, id, content } as const;
        }),
    );
}

/** The managed policies that are attached to a role. */
export async function readAttachedPolicies(
    reader: Reader,
    iam: IAMClient,
    RoleName: string,
): Promise<readonly NamedPolicy[]> {
    const target = `role ${RoleName}`;
    const ask = asking(reader, target);
    const arns = await allPages(async (Marker) =>
        ask("ListAttachedRolePolicies", async (options) => {
            const answer = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker }), options);
            return answer.AttachedPolicies === undefined
                ? reader.garbled({ operation: "ListAttachedRolePolicies", target }, "a list")
                : {
                      value: {
                          items: answer.AttachedPolicies.map(({ PolicyArn = "" }) => PolicyArn),
                          marker: markerOf(answer),
                      },
                  };
        }),
    );
    return "value" in arns
        ? Promise.all(arns.value.map((arn) => readManagedPolicy(reader, iam, "attached", arn)))
        : unlisted("attached", arns);
}

/** A managed policy in the version that counts. */
export async function readManagedPolicy(
    reader: Reader,
    iam: IAMClient,
    kind: "attached" | "boundary",
    PolicyArn: string,
): Promise<NamedPolicy> {
    const target = `policy ${PolicyArn}`;
    const ask = asking(reader, target);
    const version = await ask("GetPolicy", async (options) => {
        const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }), options);
        return Policy?.DefaultVersionId === undefined
            ? reader.garbled({ operation: "GetPolicy", target }, "its version")
            : { value: Policy.DefaultVersionId };
    });
    const content = await mapRead(version, (VersionId) =>
        ask("GetPolicyVersion", async (options) => {
            const { PolicyVersion } = await iam.send(
                new GetPolicyVersionCommand({ PolicyArn, VersionId }),
                options,
            );
            return reader.parsed({ operation: "GetPolicyVersion", target }, decoded(PolicyVersion?.Document));
        }),
    );
    const what = kind === "boundary" ? "permissions boundary" : "attached policy";
    return { name: `${what} ${PolicyArn}`, kind, id: PolicyArn, content };
}

function unlisted(kind: "inline" | "attached", content: Read<never>): readonly NamedPolicy[] {
    // A role that went away meanwhile has none.
    return "unread" in content ? [{ name: `${kind} policies`, kind, id: "", content }] : [];
}

function markerOf({ IsTruncated, Marker }: { readonly IsTruncated?: boolean; readonly Marker?: string }) {
    return IsTruncated === true ? Marker : undefined;
}

interface Page<T> {
    readonly items: readonly T[];
    readonly marker: string | undefined;
}

async function allPages<T>(
    read: (marker: string | undefined) => Promise<Read<Page<T>>>,
): Promise<Read<readonly T[]>> {
    const items: T[] = [];
    let marker: string | undefined;
    do {
        const page = await read(marker);
        if (!("value" in page)) {
            return page;
        }
        items.push(...page.value.items);
        marker = page.value.marker;
    } while (marker !== undefined);
    return { value: items };
}
