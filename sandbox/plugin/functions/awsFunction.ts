import type { Connection } from "../aws/connection";
import { object, problemsOf, required, string, type Properties, type Typed } from "../schema";
import type { PropertyMap } from "../wire";

/** A function of the provider, as the generic half of the plug-in sees it. */
export interface AwsFunction {
    readonly token: string;
    readonly args: Properties;
    readonly results: Properties;
    call(connection: Connection, args: PropertyMap): Promise<PropertyMap>;
}

export interface FunctionDefinition<P extends Properties> {
    readonly token: string;
    readonly args: P;
    /** What it answers, for whoever asks for the package's schema. */
    readonly results: Properties;
    call(connection: Connection, args: Typed<P>): Promise<PropertyMap>;
}

/** Results that are always there, and text. */
export function texts(...names: readonly string[]): Properties {
    return Object.fromEntries(names.map((name) => [name, required(string())]));
}

/** A resource's inputs have been through a check; a function's arguments come straight from the program. */
export function defineFunction<P extends Properties>(definition: FunctionDefinition<P>): AwsFunction {
    const { token } = definition;
    const whole = object(definition.args);
    return {
        token,
        args: definition.args,
        results: definition.results,
        call: (connection, args) => {
            const stranger = Object.keys(args).find((name) => !(name in definition.args));
            if (stranger !== undefined) {
                throw new Error(`${token}: the stand-in does not support the argument "${stranger}"`);
            }
            if (!whole.accepts(args)) {
                const problems = problemsOf(whole, args, "", false);
                throw new Error(
                    problems.map(({ path, reason }) => `${token}: "${path}" ${reason}`).join("; "),
                );
            }
            return definition.call(connection, args);
        },
    };
}
