import type { Connection } from "./aws/connection";
import { factsOf } from "./aws/regions";
import type { PropertyMap } from "./wire";

type AwsFunction = (connection: Connection, args: PropertyMap) => Promise<PropertyMap>;

const FUNCTIONS: ReadonlyMap<string, { readonly args: readonly string[]; readonly call: AwsFunction }> =
    new Map([
        ["aws:index/getCallerIdentity:getCallerIdentity", { args: ["id"], call: getCallerIdentity }],
        ["aws:index/getPartition:getPartition", { args: ["id"], call: getPartition }],
        ["aws:index/getRegion:getRegion", { args: ["id", "name", "region"], call: getRegion }],
    ]);

export async function callFunction(
    token: string,
    connection: Connection,
    args: PropertyMap,
): Promise<PropertyMap> {
    const known = FUNCTIONS.get(token);
    if (known === undefined) {
        throw new Error(
            `the stand-in AWS plug-in does not know the function ${token}. It knows: ` +
                `${[...FUNCTIONS.keys()].join(", ")}. To use any other function, install the official plug-in: ` +
                `pulumi plugin install resource aws`,
        );
    }
    const stranger = Object.keys(args).find((name) => !known.args.includes(name));
    if (stranger !== undefined) {
        throw new Error(`${token}: the stand-in does not support the argument "${stranger}"`);
    }
    return known.call(connection, args);
}

async function getCallerIdentity(connection: Connection): Promise<PropertyMap> {
    const { Account, Arn, UserId } = await connection.identity();
    return { accountId: Account, arn: Arn, userId: UserId, id: Account };
}

async function getPartition(connection: Connection): Promise<PropertyMap> {
    const { partition, dnsSuffix } = await factsOf(connection.region);
    const reverseDnsPrefix = dnsSuffix.split(".").reverse().join(".");
    return { partition, dnsSuffix, reverseDnsPrefix, id: partition };
}

async function getRegion(connection: Connection, args: PropertyMap): Promise<PropertyMap> {
    const asked = args.region ?? args.name;
    const region = typeof asked === "string" ? asked : connection.region;
    const { description, dnsSuffix } = await factsOf(region);
    return { region, name: region, id: region, description, endpoint: `ec2.${region}.${dnsSuffix}` };
}
