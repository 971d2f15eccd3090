import type { DefaultEncryption, KeyFacts, Read } from "../facts";
import type { BucketPlace } from "./place";
import type { Connection } from "./connection";
import { isAliasOfAws, readEncryption } from "./encryption";
import { readKey, type KeyQuestion } from "./keys";
import { mapRead, type Reader } from "./reader";

/** Reads the default encryption of a bucket, and the keys that objects in it are under. */
export async function readEncryptionAndKeys(
    reader: Reader,
    connection: Pick<Connection, "s3" | "kms">,
    bucket: BucketPlace,
    where: Omit<KeyQuestion, "keyName">,
    /** Further keys, as something else names them. */
    named: Promise<readonly string[]>,
): Promise<{
    readonly encryption: Read<DefaultEncryption>;
    readonly keys: Readonly<Record<string, Read<KeyFacts>>>;
}> {
    const asked = new Map<string, Promise<Read<KeyFacts>>>();
    const ask = (keyName: string) => {
        const key = asked.get(keyName) ?? readKey(reader, connection, { ...where, keyName });
        asked.set(keyName, key);
        return key;
    };
    const [encryption] = await Promise.all([
        readEncryption(reader, connection.s3, bucket).then((read) =>
            mapRead(read, async (value) => {
                const { keyName } = value;
                if (keyName === undefined || isAliasOfAws(keyName)) {
                    return { value };
                }
                const key = await ask(keyName);
                const keyArn = "value" in key ? key.value.arn : arnIn(keyName);
                return { value: { ...value, keyArn } };
            }),
        ),
        named.then((names) => Promise.all(names.filter((name) => !isAliasOfAws(name)).map(ask))),
    ]);
    const keys = await Promise.all([...asked].map(async ([name, key]) => [name, await key] as const));
    // A default key has its ARN for a name; another one stays findable by the name that the rule gives it.
    const defaultName = "value" in encryption ? encryption.value.keyName : undefined;
    return {
        encryption,
        keys: Object.fromEntries(
            keys.map(([name, key]) => [name === defaultName && "value" in key ? key.value.arn : name, key]),
        ),
    };
}

/** The ARN of a key, where the name is one; an alias has one too, which is not the key's. */
function arnIn(keyName: string): string | undefined {
    return /^arn:[^:]+:kms:[^:]+:\d{12}:key\//.test(keyName) ? keyName : undefined;
}
