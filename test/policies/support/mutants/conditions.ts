import type { PolicyStatement } from "../../../../components/policies/document";
import type { Change } from "./change";

type Condition = NonNullable<PolicyStatement["Condition"]>;

/** Each condition key left out, turned round, made to pass where the key is absent, and its value widened. */
export function conditionChanges(statement: PolicyStatement): readonly Change[] {
    return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
        Object.entries(keys).flatMap(([key, value]) => {
            const rest = without(statement, operator, key);
            const instead = (what: string, otherOperator: string, otherValue: string): Change => ({
                what: `condition ${key}: ${what}`,
                statement: {
                    ...rest,
                    Condition: {
                        ...rest.Condition,
                        [otherOperator]: { ...rest.Condition?.[otherOperator], [key]: otherValue },
                    },
                },
            });
            return [
                { what: `condition ${key} removed`, statement: rest },
                instead("passes where the key is absent", `${operator}IfExists`, value),
                instead("any value", operator, "*"),
                ...turnedRound(operator, value).map((other) => instead("turned round", ...other)),
                ...widerArns(value).map((wider) => instead(`-> ${wider}`, operator, wider)),
            ];
        }),
    );
}

function turnedRound(operator: string, value: string): readonly (readonly [string, string])[] {
    switch (operator) {
        case "Bool":
            return [[operator, String(value !== "true")]];
        case "ArnEquals":
            return [["ArnNotEquals", value]];
        default:
            throw new Error(`How is the condition operator ${operator} turned round? Say so here.`);
    }
}

function widerArns(value: string): readonly string[] {
    return value.startsWith("arn:")
        ? [`${value}*`, value.replace(/[^/]*$/, "*"), value.replace(/[^:]*$/, "*")]
        : [];
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
