/*
 * What documents name: whom, which actions, what and under which conditions. Requests that tell two documents apart are made of it.
 */
import { membersOf, memberOf, textsOf } from "../../../../components/policies/evaluation/shape";
import { foldKey } from "../../../../components/policies/evaluation/request";
import { wantedValues } from "../../../../components/policies/evaluation/condition";

/** A value of a condition. */
interface Wanted {
    readonly operator: string;
    readonly key: string;
    readonly value: string;
}

/** What several documents name, each once. */
export interface Named {
    readonly principals: readonly (readonly [kind: string, name: string])[];
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly conditions: readonly Wanted[];
}

export function statementsOf(content: unknown): readonly object[] {
    const statements = membersOf(content)?.find(([name]) => name === "Statement")?.[1];
    return [statements].flat().filter((each: unknown) => typeof each === "object" && each !== null);
}

export function namedIn(statements: readonly object[]): Named {
    const texts = (...elements: readonly string[]) => [
        ...new Set(
            statements.flatMap((each) =>
                elements.flatMap((element) => textsOf(memberOf(each, element)) ?? []),
            ),
        ),
    ];
    const principals = statements.flatMap((each) =>
        ["Principal", "NotPrincipal"].flatMap((element) =>
            (membersOf(memberOf(each, element)) ?? []).flatMap(([kind, names]) =>
                (textsOf(names) ?? []).map((name) => [kind, name] as const),
            ),
        ),
    );
    const conditions = statements.flatMap((each) =>
        (membersOf(memberOf(each, "Condition")) ?? []).flatMap(([operator, byKey]) =>
            (membersOf(byKey) ?? []).flatMap(([key, values]) =>
                (wantedValues(values) ?? []).map((value) => ({ operator, key: foldKey(key), value })),
            ),
        ),
    );
    return {
        principals,
        actions: texts("Action", "NotAction"),
        resources: texts("Resource", "NotResource"),
        conditions,
    };
}

/** The account of nobody that documents name. */
export const stranger = "999999999999";

/** Something that a text with wildcards takes in, and that nothing else names. */
export function concrete(text: string): string {
    const fill = (part: string) => part.replaceAll("*", "any-other").replaceAll("?", "x");
    const fields = text.split(":");
    return text.startsWith("arn:") && fields[4] === "*"
        ? fields.map((field, index) => (index === 4 ? stranger : fill(field))).join(":")
        : fill(text);
}

/** Values of a key that a condition tells apart: what it wants, what is next to that, and something else. */
export function valuesAround({ operator, value }: Wanted): readonly string[] {
    const name = operator.replace(/^For(AnyValue|AllValues):|IfExists$/g, "");
    if (/^(Bool|Null)$/.test(name)) {
        return ["true", "false"];
    }
    if (name.startsWith("Numeric")) {
        return [value, String(Number(value) + 1), String(Number(value) - 1)];
    }
    if (name.startsWith("Date")) {
        return [value, "1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z"];
    }
    if (name.endsWith("IpAddress")) {
        return [value.split("/")[0] ?? value, "192.0.2.1"];
    }
    const here = concrete(value);
    const above = here.replace(/\/[^/]*$/, "");
    return value.startsWith("arn:")
        ? [here, `${here}-2`, above, `${above}/any-other`, `${here}/any-other`]
        : name.startsWith("Arn")
          ? [here]
          : [here, `${here}-2`, "any-other"];
}
