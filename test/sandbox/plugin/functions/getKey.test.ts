import assert from "node:assert/strict";
import { refusal, type Properties } from "../answers";
import { ACCOUNT, REGION, inSurroundings } from "../surroundings";

const GET_KEY = "aws:kms/getKey:getKey";

describe("the stand-in AWS plug-in: getKey", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    for (const region of [REGION, "eu-west-1"]) {
        it(`describes a key by its id and by its ARN, in ${region}`, async () => {
            const { kms } = here.surroundings.byHand(ACCOUNT, region);
            const { KeyMetadata } = await kms.createKey({ Description: "d" });
            const { KeyId = "", Arn = "", CreationDate } = KeyMetadata ?? {};
            for (const keyId of [KeyId, Arn]) {
                const elsewhere: Properties = region === REGION ? {} : { region };
                assert.deepEqual(await here.plugin.invoke(GET_KEY, { keyId, ...elsewhere }), {
                    id: KeyId,
                    keyId,
                    arn: Arn,
                    region,
                    awsAccountId: ACCOUNT,
                    cloudHsmClusterId: "",
                    creationDate: CreationDate?.toISOString().replace(".000Z", "Z"),
                    customKeyStoreId: "",
                    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
                    deletionDate: "",
                    description: "d",
                    enabled: true,
                    expirationModel: "",
                    keyManager: "CUSTOMER",
                    keySpec: "SYMMETRIC_DEFAULT",
                    keyState: "Enabled",
                    keyUsage: "ENCRYPT_DECRYPT",
                    multiRegion: false,
                    multiRegionConfigurations: [],
                    origin: "AWS_KMS",
                    pendingDeletionWindowInDays: 0,
                    validTo: "",
                    xksKeyConfigurations: [],
                });
            }
        });
    }

    it("describes a multi-Region key, one that waits for its deletion", async () => {
        const { kms } = here.aws;
        const { KeyMetadata } = await kms.createKey({ MultiRegion: true });
        const { KeyId = "", Arn = "" } = KeyMetadata ?? {};
        const { DeletionDate } = await kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: 7 });
        const found = await here.plugin.invoke(GET_KEY, { keyId: KeyId });
        assert.deepEqual(
            [found.multiRegion, found.enabled, found.keyState, found.deletionDate],
            [true, false, "PendingDeletion", DeletionDate?.toISOString().replace(".000Z", "Z")],
        );
        assert.deepEqual(found.multiRegionConfigurations, [
            { multiRegionKeyType: "PRIMARY", primaryKeys: [{ arn: Arn, region: REGION }], replicaKeys: [] },
        ]);
    });

    it("gives KMS's words for a key that is not there", async () => {
        assert.equal(
            await refusal(here.plugin.invoke(GET_KEY, { keyId: "alias/none" })),
            "reading the KMS key alias/none: NotFoundException: Key alias/none not found",
        );
    });
});
