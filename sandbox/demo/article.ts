import {
    GetBucketReplicationCommand,
    type Destination,
    type ReplicationConfiguration,
} from "@aws-sdk/client-s3";
import Table from "cli-table3";
import { isDeepStrictEqual } from "node:util";
import type { Sandbox } from "../sandbox";
import { s3Client } from "./clients";

/** The ids and names that the article leaves open. */
export interface Deployed {
    readonly roleArn: string;
    readonly destinationArn: string;
    readonly destinationAccountId: string;
}

/** What the article's last step shows, with the names of this deployment. */
function articleConfiguration(deployed: Deployed) {
    return {
        Role: deployed.roleArn,
        Rules: [
            {
                ID: "fdsafdsafdsafdsafdsafdsa",
                Prefix: "",
                Status: "Enabled",
                Destination: {
                    Bucket: deployed.destinationArn,
                    Account: deployed.destinationAccountId,
                    AccessControlTranslation: { Owner: "Destination" },
                },
            },
        ],
    };
}

/** The replication configuration that S3 has for the source bucket, beside the article's. */
export class Comparison {
    private constructor(
        private readonly actual: ReplicationConfiguration,
        private readonly article: ReturnType<typeof articleConfiguration>,
    ) {}

    static async ask(sandbox: Sandbox, bucket: string, deployed: Deployed): Promise<Comparison> {
        const answer = await s3Client(sandbox, "source").send(
            new GetBucketReplicationCommand({ Bucket: bucket }),
        );
        if (answer.ReplicationConfiguration === undefined) {
            throw new Error(`${bucket} has no replication configuration.`);
        }
        return new Comparison(answer.ReplicationConfiguration, articleConfiguration(deployed));
    }

    /**
     * Whether both say the same. The article's form of a rule (V1) has a prefix, and replicates deletions always; today's
     * (V2) says that with a filter and a setting for delete markers. The id is of one's own choice. Metrics came after the
     * article; they observe replication, and change nothing of it.
     */
    same(): boolean {
        const [id] = this.article.Rules.map((rule) => rule.ID);
        const inArticlesForm = {
            Role: this.actual.Role,
            Rules: this.actual.Rules?.map(({ Filter, Status, Destination }) => ({
                ID: id,
                Prefix: Filter?.Prefix,
                Status,
                Destination: withoutMetrics(Destination),
            })),
        };
        const replicatesDeletions = this.actual.Rules?.every(
            ({ DeleteMarkerReplication }) => DeleteMarkerReplication?.Status === "Enabled",
        );
        return replicatesDeletions === true && isDeepStrictEqual(inArticlesForm, this.article);
    }

    /** Both, one beside the other. */
    toString(): string {
        const table = new Table({
            head: ["get-bucket-replication, here", "the article's"],
            style: { head: [], border: [] },
        });
        const actual = {
            Role: this.actual.Role,
            Rules: this.actual.Rules?.map(
                ({ ID, Priority, Filter, Status, DeleteMarkerReplication, Destination }) => ({
                    ID,
                    Priority,
                    Filter,
                    Status,
                    DeleteMarkerReplication,
                    Destination,
                }),
            ),
        };
        table.push([JSON.stringify(actual, undefined, 2), JSON.stringify(this.article, undefined, 2)]);
        table.push([
            {
                colSpan: 2,
                content:
                    "Today's form adds Metrics, by which a failure is seen. A rule with metrics: false leaves them out.",
            },
        ]);
        return table.toString();
    }
}

/** A rule's destination as far as the article's form knows it. */
function withoutMetrics(destination: Destination | undefined): Partial<Destination> {
    const known: Partial<Destination> = { ...destination };
    delete known.Metrics;
    return known;
}
