import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { writeWhole } from "./files";
import { projectRoot } from "./paths";

/** The two sides of the replication, and a third account that has no part in it. */
export const sides = ["source", "destination", "outsider"] as const;
export type Side = (typeof sides)[number];

interface Account {
    readonly accountId: string;
    readonly region: string;
}

export type Accounts = Readonly<Record<Side, Account>>;

const outsider = "333333333333";

/** The accounts and regions that the two stack files name, so that what ships is what is deployed. */
export async function readAccounts(directory = projectRoot): Promise<Accounts> {
    const [source, destination] = await Promise.all([
        readAccount(path.join(directory, "Pulumi.source.yaml")),
        readAccount(path.join(directory, "Pulumi.destination.yaml")),
    ]);
    return { source, destination, outsider: { accountId: outsider, region: source.region } };
}

async function readAccount(file: string): Promise<Account> {
    const text = await readFile(file, "utf8");
    const value = (key: string, pattern: string, example: string) => {
        const line = new RegExp(`^ +[\\w-]+:${key}: *["']?(${pattern})["']? *(?:#.*)?$`, "m").exec(text);
        if (line?.[1] === undefined) {
            throw new Error(
                `${file}: the sandbox finds no ${key} there. It needs a line such as "${key}: ${example}".`,
            );
        }
        return line[1];
    };
    return {
        accountId: value("accountId", "\\d{12}", "'111111111111'"),
        region: value("region", "[a-z]{2}(?:-[a-z]+)+-\\d", "ap-northeast-2"),
    };
}

/** Profiles of the AWS configuration. For MiniStack an access key of 12 digits is the root of that account. */
export async function writeProfiles(
    files: { readonly awsConfig: string; readonly awsCredentials: string },
    accounts: Accounts,
): Promise<void> {
    const config = sides.map(
        (side) => `[profile ${side}]\nregion = ${accounts[side].region}\noutput = json\n`,
    );
    const credentials = sides.map(
        (side) =>
            `[${side}]\naws_access_key_id = ${accounts[side].accountId}\naws_secret_access_key = sandbox\n`,
    );
    await writeWhole(files.awsConfig, config.join("\n"));
    await writeWhole(files.awsCredentials, credentials.join("\n"), 0o600);
}
