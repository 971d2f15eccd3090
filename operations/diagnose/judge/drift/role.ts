import { roleOfArn } from "../../../../components/policies/arn";
import { roleArnOf, valueOf, type Facts } from "../../facts";
import { compared, document, managed, type Comparison } from "./comparison";
import { statementDifferences } from "./statements";
import { at, differs } from "./told";

/** Compares the role, with its trust and its boundary, and its inline policies. */
export function compareRole(facts: Facts): readonly Comparison[] {
    const { role: read } = facts.source;
    const { name } = roleOfArn(roleArnOf(facts) ?? "");
    if (name === undefined) {
        return [];
    }
    const role = valueOf(read);
    const place = { side: "source", leg: "role" } as const;
    const [own] = managed(facts, "source", "aws:iam/role:Role", ({ inputs }) => inputs.name === name);
    const ofItself =
        own &&
        compared(read, ({ trust, boundary }) => [
            ...(typeof own.inputs.assumeRolePolicy === "string"
                ? (statementDifferences(trust, own.inputs.assumeRolePolicy) ?? [])
                : []
            ).map((difference) => `${difference} in its trust`),
            ...differs("its boundary", boundary?.id, at(own.inputs, "permissionsBoundary")),
        ]);
    const policies = managed(
        facts,
        "source",
        "aws:iam/rolePolicy:RolePolicy",
        ({ inputs }) => inputs.role === name && typeof inputs.name === "string",
    );
    return [
        ...(own && ofItself
            ? [
                  {
                      ...place,
                      where: `role ${name}`,
                      subject: "role",
                      inputs: own.inputs,
                      differences: ofItself,
                      stops: false,
                  } as const,
              ]
            : []),
        ...policies.flatMap(({ inputs }) => {
            const found = role?.policies.find(({ kind, id }) => kind === "inline" && id === inputs.name);
            const differences = role && document(found?.content ?? { none: true }, inputs.policy);
            const where = `inline policy ${String(inputs.name)} of the role ${name}`;
            return differences
                ? [{ ...place, where, subject: "role policy", inputs, differences, stops: false } as const]
                : [];
        }),
    ];
}
