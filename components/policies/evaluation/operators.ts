/*
 * What each condition operator compares: one value of the policy with one of the request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { BlockList, isIP } from "node:net";
import { matches, matchesArn, readPattern, type Reading } from "./pattern";
import { unclear, type Truth } from "./truth";

/** Compares a value of the policy with one of the request. */
type Comparison = (wanted: string, given: string, reading: Omit<Reading, "wildcards" | "anyCase">) => Truth;

const lowerCase = (value: string) => value.toLowerCase();

const text =
    (wildcards: boolean, anyCase = false): Comparison =>
    (wanted, given, { context, variables }) =>
        matches(
            readPattern(wanted, { context, variables, wildcards, anyCase }),
            anyCase ? lowerCase(given) : given,
        );

const arn: Comparison = (wanted, given, { context, variables }) => {
    const found = matchesArn(readPattern(wanted, { context, variables, wildcards: true }), given);
    return found === "not an ARN" ? unclear(`${wanted} and ${given} are not both ARNs`) : found;
};

/** A value that is neither true nor false equals nothing. */
const bool: Comparison = (wanted, given, reading) =>
    ["true", "false"].includes(lowerCase(given))
        ? text(false, true)(wanted, given, reading)
        : unclear(`${given} is neither true nor false`);

/** Compares by size, where both values can be read. */
const ordered =
    (what: string, read: (value: string) => number | undefined) =>
    (holds: (given: number, wanted: number) => boolean): Comparison =>
    (wanted, given) => {
        const [one, other] = [read(given), read(wanted)];
        return one === undefined || other === undefined
            ? unclear(`${wanted} and ${given} are not both ${what}`)
            : holds(one, other);
    };

const numeric = ordered("numbers", (value) => (/^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined));

/** A time in W3C's profile of ISO 8601, or in seconds since 1970. https://www.w3.org/TR/NOTE-datetime */
const date = ordered("dates", (value) => {
    if (/^\d+$/.test(value)) {
        return Number(value) * 1000;
    }
    const time = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?$/.test(value)
        ? Date.parse(value)
        : NaN;
    return Number.isNaN(time) ? undefined : time;
});

const ipAddress: Comparison = (wanted, given) => {
    const [address = "", length, ...more] = wanted.split("/");
    const family = isIP(address);
    const bits = family === 6 ? 128 : 32;
    const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : NaN;
    if (family === 0 || isIP(given) === 0 || more.length > 0 || !(prefix <= bits)) {
        return unclear(`${wanted} is not a range of addresses, or ${given} not an address`);
    }
    const range = new BlockList();
    range.addSubnet(address, prefix, family === 6 ? "ipv6" : "ipv4");
    return isIP(given) === family && range.check(given, family === 6 ? "ipv6" : "ipv4");
};

/** What a condition's operator does. */
export interface Operator {
    readonly compare: Comparison;
    /** Whether the condition holds where none of the policy's values does. */
    readonly negated: boolean;
}

const plain = (compare: Comparison): Operator => ({ compare, negated: false });
const negated = (compare: Comparison): Operator => ({ compare, negated: true });

/** Every operator but `Null`, which compares nothing. */
export const operators: ReadonlyMap<string, Operator> = new Map([
    ["StringEquals", plain(text(false))],
    ["StringNotEquals", negated(text(false))],
    ["StringEqualsIgnoreCase", plain(text(false, true))],
    ["StringNotEqualsIgnoreCase", negated(text(false, true))],
    ["StringLike", plain(text(true))],
    ["StringNotLike", negated(text(true))],
    ["NumericEquals", plain(numeric((given, wanted) => given === wanted))],
    ["NumericNotEquals", negated(numeric((given, wanted) => given === wanted))],
    ["NumericLessThan", plain(numeric((given, wanted) => given < wanted))],
    ["NumericLessThanEquals", plain(numeric((given, wanted) => given <= wanted))],
    ["NumericGreaterThan", plain(numeric((given, wanted) => given > wanted))],
    ["NumericGreaterThanEquals", plain(numeric((given, wanted) => given >= wanted))],
    ["DateEquals", plain(date((given, wanted) => given === wanted))],
    ["DateNotEquals", negated(date((given, wanted) => given === wanted))],
    ["DateLessThan", plain(date((given, wanted) => given < wanted))],
    ["DateLessThanEquals", plain(date((given, wanted) => given <= wanted))],
    ["DateGreaterThan", plain(date((given, wanted) => given > wanted))],
    ["DateGreaterThanEquals", plain(date((given, wanted) => given >= wanted))],
    ["Bool", plain(bool)],
    ["BinaryEquals", plain((wanted, given) => wanted === given)],
    ["IpAddress", plain(ipAddress)],
    ["NotIpAddress", negated(ipAddress)],
    ["ArnEquals", plain(arn)],
    ["ArnLike", plain(arn)],
    ["ArnNotEquals", negated(arn)],
    ["ArnNotLike", negated(arn)],
]);
