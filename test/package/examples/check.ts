import type { Members, readSchema } from "../../../tools/tables/schema";
import { reference, type Program } from "./program";

type Schema = ReturnType<typeof readSchema>;
type Member = Members[string];
type Type = Pick<Member, "type" | "$ref" | "items" | "additionalProperties">;

/** A component's name, from `package:Name` or `package:index:Name`; undefined for what is another package's. */
export function componentOf(type: string): string | undefined {
    return /^s3-cross-account-replication:(?:index:)?(\w+)$/.exec(type)?.[1];
}

/** What is wrong with a program by the schema: unknown names, values of another type, required arguments that are missing. */
export function faultsOf(program: Program, schema: Schema): string[] {
    const outputOf = (text: string): Member | undefined => {
        const [, name = "", output = ""] = reference.exec(text) ?? [];
        const component = componentOf(program.resources[name]?.type ?? "") ?? "";
        return schema.resources[component]?.properties[output];
    };
    const faults = Object.entries(program.resources).flatMap(([name, { type, properties }]) => {
        const component = componentOf(type);
        const known = component === undefined ? undefined : schema.resources[component]?.inputProperties;
        if (component !== undefined && known === undefined) {
            return [`${name}: the package has no ${component}`];
        }
        return known === undefined ? [] : faultsOfMembers(name, properties, known);
    });
    const outputs = Object.entries(program.outputs).flatMap(([name, text]) =>
        outputOf(text) === undefined ? [`output ${name}: there is no ${text}`] : [],
    );
    return [...faults, ...outputs];

    function faultsOfMembers(place: string, given: object, known: Members): string[] {
        return [
            ...Object.entries(known).flatMap(([name, { optional }]) =>
                optional || name in given ? [] : [`${place}.${name}: is required`],
            ),
            ...Object.entries(given).flatMap(([name, value]) => {
                const member = known[name];
                const at = `${place}.${name}`;
                return member === undefined ? [`${at}: is unknown`] : faultsOfValue(at, value, member);
            }),
        ];
    }

    function faultsOfValue(place: string, value: unknown, type: Type): string[] {
        if (typeof value === "string" && reference.test(value)) {
            const output = outputOf(value);
            return output !== undefined && nameOf(output) === nameOf(type)
                ? []
                : [`${place}: ${value} is ${output ? nameOf(output) : "unknown"}, not ${nameOf(type)}`];
        }
        const wrong = [`${place}: ${JSON.stringify(value)} is no ${nameOf(type)}`];
        if (type.$ref !== undefined) {
            const { properties, enum: values } = schema.types[nameOf(type)] ?? {};
            if (values !== undefined) {
                return values.some((one) => one.value === value) ? [] : wrong;
            }
            return isRecord(value) ? faultsOfMembers(place, value, properties ?? {}) : wrong;
        }
        if (type.items !== undefined) {
            const { items } = type;
            return Array.isArray(value)
                ? value.flatMap((item, index) => faultsOfValue(`${place}[${index}]`, item, items))
                : wrong;
        }
        if (type.additionalProperties !== undefined) {
            const { additionalProperties } = type;
            return isRecord(value)
                ? Object.entries(value).flatMap(([key, one]) =>
                      faultsOfValue(`${place}.${key}`, one, additionalProperties),
                  )
                : wrong;
        }
        return typeof value === type.type ? [] : wrong;
    }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `ReplicationTarget` of a reference to a type, `string` and the like of the others. */
function nameOf({ $ref, type = "" }: Type): string {
    return $ref?.split(":").at(-1) ?? type;
}
