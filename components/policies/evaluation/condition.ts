import { operators, type Operator } from "./operators";
import { valueOf, type Context } from "./request";
import { listOf, membersOf } from "./shape";
import { and, isDoubt, not, or, unclear, unknownKey, type Truth } from "./truth";

/** What a condition is judged by: the request's context, and whether the document's version has variables. */
interface Judged {
    readonly context: Context;
    readonly variables: boolean;
}

/** Whether all conditions of a statement hold. */
export function conditionHolds(condition: unknown, judged: Judged): Truth {
    const byOperator = membersOf(condition ?? {});
    if (byOperator === undefined) {
        return unclear("Condition is not an object");
    }
    return and(
        byOperator.flatMap(([operator, byKey]): readonly Truth[] => {
            const keys = membersOf(byKey);
            return keys === undefined
                ? [unclear(`${operator} is not an object`)]
                : keys.map(([key, values]) => keyHolds(operator, key, values, judged));
        }),
    );
}

/** Whether one operator holds for one key, whichever of its possible values the request has. */
function keyHolds(spelling: string, key: string, values: unknown, judged: Judged): Truth {
    const wanted = wantedValues(values);
    if (wanted === undefined) {
        return unclear(`The values of ${spelling} ${key} are not understood`);
    }
    const holds = spelling === "Null" ? nullTest(key, wanted) : comparison(spelling, key, wanted, judged);
    if (typeof holds !== "function") {
        return holds;
    }
    const given = valueOf(judged.context, key);
    if (given === "unknown") {
        return unknownKey(key);
    }
    const [first = false, ...others] = ("oneOf" in given ? given.oneOf : [given]).map(holds);
    return others.every((other) => other === first || isDoubt(first)) ? first : unknownKey(key);
}

/** A policy's values. JSON has some of them without quotes. */
export function wantedValues(values: unknown): readonly string[] | undefined {
    const texts = listOf(values)?.map((value) =>
        typeof value === "boolean" || typeof value === "number" ? String(value) : value,
    );
    return texts?.length && texts.every((value) => typeof value === "string") ? texts : undefined;
}

/** What holds of the values that a request has; none of them, where it does not have the key. */
type Test = (given: readonly string[]) => Truth;

function nullTest(key: string, wanted: readonly string[]): Test | Truth {
    const expected: readonly string[] = wanted.map((value) => value.toLowerCase());
    return expected.every((value) => value === "true" || value === "false")
        ? (given) => expected.includes(given.length === 0 ? "true" : "false")
        : unclear(`Null ${key} is neither true nor false`);
}

/** The operator of a condition, whether it is for one value, for some or for all. */
export function operatorOf(spelling: string): Operator | undefined {
    return operators.get(operatorForm.exec(spelling)?.groups?.name ?? "");
}

const operatorForm = /^(?:(?<set>ForAnyValue|ForAllValues):)?(?<name>[A-Za-z]+?)(?<ifExists>IfExists)?$/;

/** Of several values of the policy one has to do, or none where the operator is negated. */
function comparison(
    spelling: string,
    key: string,
    wanted: readonly string[],
    { context, variables }: Judged,
): Test | Truth {
    const { set, ifExists } = operatorForm.exec(spelling)?.groups ?? {};
    const operator = operatorOf(spelling);
    if (operator === undefined) {
        return unclear(`The operator ${spelling} is not known`);
    }
    const holdsFor = (value: string) => {
        const some = or(wanted.map((each) => operator.compare(each, value, { context, variables })));
        return operator.negated ? not(some) : some;
    };
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
    return (given) => {
        if (given.length === 0) {
            return (
                ifExists !== undefined || set === "ForAllValues" || (set === undefined && operator.negated)
            );
        }
        if (set === undefined && given.length > 1) {
            return unclear(`${key} has several values, and ${spelling} is for one`);
        }
        return set === "ForAnyValue" ? or(given.map(holdsFor)) : and(given.map(holdsFor));
    };
}
