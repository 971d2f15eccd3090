/*
 * A process that looks at a sample and nothing else: its arguments are the address of a bucket's S3, the bucket, and how many
 * of its versions are looked at. Writes what it has looked at on stdout, and its peak memory in MB.
 */
import { S3Client } from "@aws-sdk/client-s3";
import { clientConfig } from "../../operations/aws/clientConfig";
import { diagnoseSample } from "../../operations/diagnose/sample/sampleDiagnosis";
import { peakOf } from "../processMemory";
import { factsOf } from "./facts";

async function main([endpoint = "", bucket = "", count = ""]: readonly string[]): Promise<void> {
    const config = clientConfig({ region: "eu-west-1", endpoint, credentials: {} }, 60);
    const pair = { facts: factsOf(bucket), findings: [], clients: { source: { s3: new S3Client(config) } } };
    const [row] = await diagnoseSample(pair, Number(count));
    process.stdout.write(JSON.stringify({ looked: row?.looked, memory: peakOf(process.pid) }));
}

main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
