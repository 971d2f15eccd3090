import * as assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type ConnectOptions } from "../../../../operations/verify/connect";

const replication = `<?xml version="1.0" encoding="UTF-8"?>
<ReplicationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <Role>arn:aws:iam::111111111111:role/replication</Role>
  <Rule>
    <ID>reports</ID><Priority>1</Priority><Status>Enabled</Status>
    <Filter><Prefix>reports/</Prefix></Filter>
    <DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication>
    <Destination><Bucket>arn:aws:s3:::there</Bucket></Destination>
  </Rule>
</ReplicationConfiguration>`;

const listing = (...keys: readonly string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <IsTruncated>false</IsTruncated>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("")}
</ListBucketResult>`;

const denied = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`;

function identity(account: string): string {
    return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:iam::${account}:user/me</Arn><UserId>U</UserId><Account>${account}</Account>
    </GetCallerIdentityResult></GetCallerIdentityResponse>`;
}

describe("the connection of verify", () => {
    /** Where the clients go: STS answers by the region that a request is signed for, S3 with what is set here. */
    let server: Server;
    let endpoint: string;
    let accounts: Readonly<Record<string, string>>;
    let s3: { readonly status: number; readonly body: string };
    /** The keys in the source bucket. */
    let keys: readonly string[];
    let requests: string[];
    /** Where nothing is answered. */
    let stalledRegion: string | undefined;
    const environment = process.env;

    beforeEach(async () => {
        accounts = { "ap-northeast-2": "111111111111", "ap-northeast-1": "222222222222" };
        s3 = { status: 200, body: replication };
        keys = [];
        requests = [];
        stalledRegion = undefined;
        server = createServer((request, response) => {
            const region =
                /\/(\w+-\w+-\d)\/(?:sts|s3)\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
            if (region === stalledRegion) {
                return;
            }
            const sts = request.method === "POST";
            const owner = request.headers["x-amz-expected-bucket-owner"];
            requests.push([request.method, request.url, owner].flat().join(" ").trim());
            const { searchParams } = new URL(request.url ?? "", endpoint);
            if (searchParams.has("list-type")) {
                const prefix = searchParams.get("prefix") ?? "";
                response.end(listing(...keys.filter((key) => key.startsWith(prefix)).slice(0, 1)));
                return;
            }
            response.writeHead(sts ? 200 : s3.status, { "content-type": "text/xml" });
            response.end(sts ? identity(accounts[region] ?? "") : s3.body);
        }).listen(0, "127.0.0.1");
        await once(server, "listening");
        const address = server.address();
        assert.ok(typeof address === "object" && address !== null);
        endpoint = `http://127.0.0.1:${address.port}`;
        process.env = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
    });

    afterEach(() => {
        server.closeAllConnections();
        server.close();
        process.env = environment;
    });

    const outputs = (stack: string) => {
        const source = {
            bucketArn: "arn:aws:s3:::here",
            bucketName: "here",
            accountId: "111111111111",
            region: "ap-northeast-2",
            endpoint,
            roleArn: "arn:aws:iam::111111111111:role/replication",
            destination: { bucketArn: "arn:aws:s3:::there", accountId: "222222222222" },
        };
        const destination = {
            bucketArn: "arn:aws:s3:::there",
            bucketName: "there",
            accountId: "222222222222",
            region: "ap-northeast-1",
            endpoint,
        };
        return Promise.resolve(stack === "source" ? source : destination);
    };

    const connecting = (changes: Partial<ConnectOptions> = {}) =>
        connect({
            source: { stack: "source" },
            destination: { stack: "destination" },
            stacks: { outputs, settings: () => Promise.resolve({}) },
            timeoutSeconds: 5,
            signal: new AbortController().signal,
            ...changes,
        });

    it("asks who each side is, then for the rules of the source, in path style, and writes nothing", async () => {
        const context = await connecting();
        assert.deepEqual(requests.toSorted(), [
            "GET /here/?list-type=2&max-keys=1&prefix= 111111111111",
            "GET /here/?replication= 111111111111",
            "POST /",
            "POST /",
        ]);
        assert.deepEqual(context.rule, {
            id: "reports",
            prefix: "reports/",
            tags: {},
            deleteMarkers: true,
            kmsEncryptedObjects: false,
            storageClass: undefined,
        });
        assert.match(context.prefix, /^reports\/replication-probe\/[0-9a-f-]{36}\/$/);
        assert.deepEqual(context.intended, {
            roleArn: "arn:aws:iam::111111111111:role/replication",
            destinationBucketArn: "arn:aws:s3:::there",
            destinationAccountId: "222222222222",
            otherDestinations: [],
        });
        assert.deepEqual(
            [context.source, context.destination].map(({ side, name, accountId, region }) => [
                side,
                name,
                accountId,
                region,
            ]),
            [
                ["source", "here", "111111111111", "ap-northeast-2"],
                ["destination", "there", "222222222222", "ap-northeast-1"],
            ],
        );
    });

    it("remarks that a rule's prefix selects none of the bucket's objects", async () => {
        assert.deepEqual((await connecting()).remarks, [], "of an empty bucket");
        keys = ["other/a"];
        assert.deepEqual((await connecting()).remarks, [
            'Rule reports selects none of the objects in here: no key begins with "reports/". Prefixes are compared letter ' +
                "by letter, and * and ? stand for themselves.",
        ]);
        keys = ["other/a", "reports/a"];
        assert.deepEqual((await connecting()).remarks, []);
    });

    it("is refused with credentials of another account", async () => {
        accounts = { "ap-northeast-2": "111111111111", "ap-northeast-1": "111111111111" };
        await assert.rejects(connecting(), {
            name: "OperationError",
            message:
                "The credentials of the destination are of account 111111111111 (arn:aws:iam::111111111111:user/me); " +
                "expected: account 222222222222, which stack destination is deployed to. " +
                "Name others: --destination-profile <profile> or --destination-role <role ARN>",
        });
        assert.deepEqual(
            requests.filter((request) => !request.startsWith("POST")),
            [],
        );
    });

    for (const [what, options, call] of [
        ["AWS itself", {}, "GetCallerIdentity on account 111111111111"],
        [
            "the role's credentials",
            { role: "arn:aws:iam::111111111111:role/verify" },
            "AssumeRole on arn:aws:iam::111111111111:role/verify",
        ],
    ] as const) {
        it(`is given up in time where the connection to ${what} stalls`, async () => {
            stalledRegion = "ap-northeast-2";
            await assert.rejects(
                connecting({ timeoutSeconds: 0.6, source: { stack: "source", ...options } }),
                {
                    name: "OperationError",
                    message: new RegExp(
                        `^${call}, the source, failed, \\d times; the last time: the connection stalled`,
                    ),
                },
            );
        });
    }

    it("ends at an interruption also while the stacks are read", async () => {
        const stacks = {
            outputs: () => new Promise<never>(() => undefined),
            settings: () => Promise.resolve({}),
        };
        const interruption = new AbortController();
        const ended = assert.rejects(
            connecting({ stacks, signal: interruption.signal }),
            /^Error: interrupted$/,
        );
        interruption.abort(new Error("interrupted"));
        await ended;
    });

    it("names side and action where a call is denied", async () => {
        s3 = { status: 403, body: denied };
        await assert.rejects(connecting(), {
            name: "OperationError",
            message:
                "The credentials of the source may not do s3:GetReplicationConfiguration on bucket here of account " +
                "111111111111 (HTTP 403, AccessDenied: Access Denied). Allow it to them, or name others: --source-profile <profile> or " +
                "--source-role <role ARN>",
        });
    });
});
