import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** One of an example's accounts, as its settings `<name>AccountId` and `<name>Profile` have it. */
export interface Account {
    readonly accountId: string;
    readonly provider: aws.Provider;
}

/** An account in one region, with a provider that refuses the credentials of any other account. */
export function account(name: string, region: aws.Region): Account {
    const config = new pulumi.Config();
    const accountId = config.require(`${name}AccountId`);
    const provider = new aws.Provider(name, {
        region,
        profile: config.require(`${name}Profile`),
        allowedAccountIds: [accountId],
        // An emulator's one address has no bucket names in its host name.
        s3UsePathStyle: Boolean(process.env.AWS_ENDPOINT_URL),
    });
    return { accountId, provider };
}
