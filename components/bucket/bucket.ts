import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { BucketLocation, Location } from "../location";
import type { PolicyStatement } from "../policies/document";
import type { KeyContext, UsedKey } from "../policies/keyUse";
import { asOutput, isPlain } from "../validation/pending";
import { inform } from "../validation/warning";
import { closeBucket } from "./closed";
import type { BucketDefaults } from "./defaults";
import { createEncryption } from "./encryption";
import { locateBucket, lookUpPolicy, warnOfLostStatements } from "./existing";
import { checkGivenKey, useKey, type BucketKey } from "./key";
import { createLifecycle } from "./lifecycle";
import { createLogging } from "./logging";
import { policyText } from "./policy";
import type { CheckedBucket } from "./settings";

/** What is judged of a side before its bucket is made. */
interface Judgements {
    /** What of the side takes AWS to judge. */
    readonly first: readonly (pulumi.Output<unknown> | undefined)[];
    /** Judges what an existing bucket does to new objects. */
    readonly defaults?: ((found: BucketDefaults) => void) | undefined;
}

/** Resolved once all of these are. It fails as the first of them that fails. */
function allOf(outputs: readonly (pulumi.Output<unknown> | undefined)[]): pulumi.Output<pulumi.Resource[]> {
    return outputs
        .filter((output) => output !== undefined)
        .reduceRight<pulumi.Output<pulumi.Resource[]>>(
            (later, output) => output.apply(() => later),
            pulumi.output([]),
        );
}

/**
 * The bucket of either side. A new one is versioned, encrypted, reached over TLS only, and closed to other accounts unless its
 * policy lets them in. Of an existing one it manages the versioning and, where the user says what else the policy holds, the
 * policy. Its resources are children of the side's component.
 */
export class ReplicationBucket {
    /** The name of the bucket, known at preview. */
    readonly bucketName: pulumi.Output<string>;
    /** The ARN of the bucket, known at preview, and resolved in an update once the bucket exists. */
    readonly bucketArn: pulumi.Output<string>;
    readonly location: pulumi.Output<BucketLocation>;
    /**
     * The policy that the bucket has or gets, where others than this library have a say in it: JSON, or `none` or `unknown` of
     * an existing bucket. Undefined where all of it is made here, or where it cannot be asked for.
     */
    othersPolicy?: pulumi.Output<string>;
    /**
     * Resolved once what can be judged before anything is made has been judged. Whatever is made first waits for it, so that
     * a wrong destination or key leaves nothing behind, without a preview too. It lists no resource: it is for `dependsOn`.
     */
    readonly judged: pulumi.Output<pulumi.Resource[]>;
    /** The key that was given, once it was looked at. */
    private readonly givenKey?: pulumi.Output<string>;
    /** Whether the bucket that is deployed has Object Lock. */
    readonly objectLock: pulumi.Output<boolean>;
    /** None for an existing bucket. */
    private readonly created?: s3.Bucket;
    private readonly child: pulumi.CustomResourceOptions & { readonly parent: pulumi.Resource };
    private readonly settingOptions: pulumi.CustomResourceOptions;

    constructor(
        private readonly name: string,
        private readonly settings: CheckedBucket,
        where: pulumi.Output<Location>,
        private readonly parent: pulumi.ComponentResource,
        judgements: Judgements,
    ) {
        // Undefined: children inherit the component's option. Settings are protected too, or the engine deletes them before it
        // refuses to delete the bucket.
        this.child = { parent, protect: settings.protectBucket };
        const { existing, encryption } = settings;
        this.givenKey = encryption?.kmsKeyArn
            ? checkGivenKey(encryption.place, encryption.kmsKeyArn, where, parent)
            : undefined;
        // What is not plain may come from a resource, for which nothing here is to wait.
        const judged = [...judgements.first, isPlain(encryption?.kmsKeyArn) ? this.givenKey : undefined];
        if (existing) {
            const given = asOutput(settings.bucketName).apply((known) => known ?? "");
            this.location = locateBucket(given, settings, where, parent, judgements.defaults);
            this.judged = allOf([...judged, existing.lookUp === undefined ? undefined : this.location]);
            this.bucketName = this.judged.apply(() => given);
            // It keeps its settings for good, since it was not made here.
            this.settingOptions = { ...this.child, retainOnDelete: true };
        } else {
            this.judged = allOf(judged);
            this.created = this.createBucket();
            // The input is known at preview, where the id is not. It depends on the bucket as the id does.
            this.bucketName = this.created.bucket;
            this.location = locateBucket(this.bucketName, settings, where, parent);
            // Settings go with the bucket and not before it: where AWS refuses to delete it, it is still versioned and closed.
            this.settingOptions = { ...this.child, deletedWith: this.created };
        }
        this.bucketArn = this.location.bucketArn;
        // A preview does not know it of a new bucket where the input is left out.
        this.objectLock =
            this.created && (settings.objectLock || !pulumi.runtime.isDryRun())
                ? this.created.objectLockEnabled
                : pulumi.output(settings.objectLock);
    }

    private createBucket(): s3.Bucket {
        const { bucketName, forceDestroy, objectLock, tags } = this.settings;
        return new s3.Bucket(
            `${this.name}-bucket`,
            {
                bucket: bucketName,
                forceDestroy,
                // Left out where it is off: the plug-in replaces a bucket where it changes.
                objectLockEnabled: objectLock || undefined,
                tags: tags?.(),
            },
            { ...this.child, dependsOn: this.judged },
        );
    }

    /** Takes the key that was given, or makes one whose policy holds these statements. None where the bucket has no key. */
    useKey(
        context: pulumi.Output<KeyContext>,
        statements: pulumi.Output<readonly PolicyStatement[]>,
    ): BucketKey | undefined {
        const { encryption, tags } = this.settings;
        const { bucketName, location } = this;
        return (
            encryption &&
            useKey(
                this.name,
                { place: encryption.place, given: this.givenKey },
                { bucketName, location, tags },
                context,
                statements,
                this.child,
            )
        );
    }

    /** Turns on versioning. Returns nothing where it is managed elsewhere. */
    enableVersioning(): pulumi.Resource | undefined {
        const { existing } = this.settings;
        if (existing?.manageVersioning !== false) {
            return new s3.BucketVersioning(
                `${this.name}-versioning`,
                { bucket: this.bucketName, versioningConfiguration: { status: "Enabled" } },
                this.settingOptions,
            );
        }
        if (existing.lookUp !== undefined) {
            inform(
                "versioning-elsewhere",
                `The versioning of the bucket ${existing.lookUp} is not managed here. It has to be on, or replication fails.`,
                this.parent,
            );
        }
        return undefined;
    }

    /** Closes a new bucket to others, and turns on access logs where they are wanted. */
    addSettings(): void {
        if (!this.created) {
            return;
        }
        closeBucket(this.name, this.bucketName, this.settingOptions);
        if (this.settings.accessLogging) {
            createLogging(this.name, this.bucketName, this.settings.accessLogging, this.settingOptions);
        }
    }

    /**
     * Gives a bucket these statements and the user's as policy. An existing one gets it only where the user gave its policy.
     */
    attachPolicy(statements: pulumi.Output<readonly PolicyStatement[]>): s3.BucketPolicy | undefined {
        const { component, existing, userStatements } = this.settings;
        if (!this.created && !userStatements) {
            this.othersPolicy =
                existing?.lookUp === undefined
                    ? undefined
                    : pulumi.output(lookUpPolicy({ bucketName: existing.lookUp, parent: this.parent }));
            return undefined;
        }
        const policy = policyText(component, {
            bucketArn: this.bucketArn,
            // An existing bucket may be used over plain HTTP, which is not for replication to forbid.
            tlsOnly: this.created !== undefined,
            statements,
            userStatements,
        });
        this.othersPolicy = userStatements && policy;
        if (existing?.lookUp !== undefined) {
            warnOfLostStatements({ bucketName: existing.lookUp, parent: this.parent }, policy);
        }
        return new s3.BucketPolicy(
            `${this.name}-policy`,
            { bucket: this.bucketName, policy },
            this.settingOptions,
        );
    }

    /** Sets the default encryption of a new bucket. An existing bucket has its own. */
    encryptByDefault(
        key: pulumi.Output<UsedKey> | undefined,
        dependsOn: pulumi.Input<pulumi.Resource>[] = [],
    ): void {
        if (this.created) {
            const { encryption } = this.settings;
            const used = key && encryption && { keyArn: key.keyArn, bucketKey: encryption.bucketKey };
            createEncryption(this.name, this.bucketName, used, { ...this.settingOptions, dependsOn });
        }
    }

    /** Makes the lifecycle, where there is one. */
    addLifecycle(dependsOn: pulumi.Resource[]): pulumi.Resource[] {
        const { lifecycle } = this.settings;
        return lifecycle
            ? [createLifecycle(this.name, this.bucketName, lifecycle, { ...this.settingOptions, dependsOn })]
            : [];
    }
}
