import type { PolicyStatement } from "../../../../components/policies/document";
import { asList } from "../setting";
import type { Change } from "./change";

type Condition = NonNullable<PolicyStatement["Condition"]>;

type Value = Condition[string][string];

/** A condition on one key, as operator and value, or values of which one suffices. */
type Test = readonly [operator: string, value: Value];

/**
 * Each condition key left out, turned round, made to pass where the key is absent, and each of its values left out, widened or
 * another.
 */
export function conditionChanges(statement: PolicyStatement): readonly Change[] {
    return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
        Object.entries(keys).flatMap(([key, value]) => {
            const rest = without(statement, operator, key);
            const instead = (what: string, [otherOperator, otherValue]: Test): Change => ({
                what: `condition ${key}: ${what}`,
                statement: {
                    ...rest,
                    Condition: {
                        ...rest.Condition,
                        [otherOperator]: { ...rest.Condition?.[otherOperator], [key]: otherValue },
                    },
                },
            });
            const pattern = patternOf(operator);
            return [
                { what: `condition ${key} removed`, statement: rest },
                instead("passes where the key is absent", [`${operator}IfExists`, value]),
                instead("any value", [pattern ?? operator, "*"]),
                instead("turned round", turnedRound(operator, value)),
                ...otherValues(key, value, pattern).map(([what, others]) =>
                    instead(what, [pattern ?? operator, others]),
                ),
            ];
        }),
    );
}

/** The operator that takes a pattern in the place of one value. */
function patternOf(operator: string): string | undefined {
    return { ArnEquals: "ArnEquals", StringEquals: "StringLike", StringLike: "StringLike" }[operator];
}

/** Each value left out, where it is one of several, and made another; and one that is alone with another beside it. */
function otherValues(
    key: string,
    value: Value,
    pattern: string | undefined,
): readonly (readonly [what: string, value: Value])[] {
    const values = asList(value);
    const [alone] = values.length === 1 ? values : [];
    const removed =
        alone === undefined
            ? values.map((one) => [`${one} removed`, values.filter((other) => other !== one)] as const)
            : [];
    if (pattern === undefined) {
        return removed;
    }
    const replaced = values.flatMap((one, index) =>
        [...new Set([...wider(one, pattern), ...swapped(key, one)])]
            .filter((other) => !values.includes(other) && other !== "*")
            .map((other) =>
                alone === undefined
                    ? ([`${one} -> ${other}`, values.with(index, other)] as const)
                    : ([`-> ${other}`, other] as const),
            ),
    );
    const added =
        alone === undefined
            ? []
            : swapped(key, alone).map((other) => [`${other} added`, [alone, other]] as const);
    return [...removed, ...replaced, ...added];
}

function turnedRound(operator: string, value: Value): Test {
    switch (operator) {
        case "Bool":
            return [operator, String(value !== "true")];
        case "ArnEquals":
            return ["ArnNotEquals", value];
        case "StringEquals":
            return ["StringNotEquals", value];
        case "StringLike":
            return ["StringNotLike", value];
        default:
            throw new Error(`How is the condition operator ${operator} turned round? Say so here.`);
    }
}

/** Values that let in what is next to the value. */
function wider(value: string, pattern: string): readonly string[] {
    if (value.startsWith("arn:")) {
        const named = value.replace(/\/\*$/, "");
        return [
            `${named}*`,
            value.replace(/[^/]*$/, "*"),
            value.replace(/[^:]*$/, "*"),
            // As text an ARN may stand at the end of another; as an ARN it may not.
            ...(pattern === "StringLike" ? [`*${value}`] : []),
        ];
    }
    const [service, region, ...suffix] = value.split(".");
    return suffix.length === 0
        ? []
        : // The name of a service: another service in the region, and the service elsewhere.
          [`*.${region}.${suffix.join(".")}`, `${service}.*`];
}

/** The encryption context of the other Bucket Key setting. */
function swapped(key: string, value: string): readonly string[] {
    if (!key.startsWith("kms:EncryptionContext:")) {
        return [];
    }
    return [value.endsWith("/*") ? value.slice(0, -2) : `${value}/*`];
}

/** The statement without one condition key, and without `Condition` where that was all there was. */
function without(statement: PolicyStatement, operator: string, key: string): PolicyStatement {
    const { Condition, ...unconditional } = statement;
    const left: Condition = Object.fromEntries(
        Object.entries(Condition ?? {})
            .map(
                ([name, keys]) =>
                    [
                        name,
                        name === operator
                            ? Object.fromEntries(Object.entries(keys).filter(([other]) => other !== key))
                            : keys,
                    ] as const,
            )
            .filter(([, keys]) => Object.keys(keys).length > 0),
    );
    return Object.keys(left).length === 0 ? unconditional : { ...unconditional, Condition: left };
}
