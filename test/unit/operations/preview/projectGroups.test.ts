import * as assert from "node:assert/strict";
import { groupsOf } from "../../../../operations/preview/projectGroups";

describe("the stacks of a project that belong together", () => {
    const groups = (files: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
        groupsOf(Object.entries(files).map(([stack, settings]) => ({ stack, settings })));

    it("are pairs by their names, the destination first, and a side alone that has no other", () => {
        assert.deepEqual(
            groups({
                destination: {},
                "eu-source": {},
                "prod-source": {},
                "prod-destination": {},
                source: {},
            }),
            [["destination", "source"], ["eu-source"], ["prod-destination", "prod-source"]],
        );
    });

    it("are a source and all the destinations that it names, whatever they are called", () => {
        assert.deepEqual(
            groups({
                one: { side: "source", destinationStack: "acme/project/copies" },
                copies: { side: "destination" },
                tokyo: {},
                virginia: {},
                source: {
                    destinations:
                        '{"a":{"stack":"tokyo"},"b":{"stack":"virginia"},"c":{"bucketArn":"arn:aws:s3:::c"}}',
                },
                destination: {},
            }),
            [["copies", "one"], ["tokyo", "virginia", "source"], ["destination"]],
        );
    });

    it("are those of two-way replication, by their buckets", () => {
        assert.deepEqual(
            groups({
                "a-destination": { bucketName: "left" },
                "a-source": { bucketName: "right" },
                "b-destination": { bucketName: "right" },
                "b-source": { bucketName: "left" },
            }),
            [["a-destination", "b-destination", "a-source", "b-source"]],
        );
    });
});
