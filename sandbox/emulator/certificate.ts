import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { getCACertificates } from "node:tls";
import { generate } from "selfsigned";

export interface CertificateFiles {
    readonly ca: string;
    readonly certificate: string;
    readonly key: string;
    /** The usual authorities and this one, for programs that take one bundle for everything. */
    readonly trust: string;
}

const days = 365;

/**
 * Makes an authority of its own for one emulator and a server certificate for 127.0.0.1 and localhost. The
 * authority's key is not kept, so that nothing else can ever be signed by what the clients trust.
 */
export async function writeCertificate(files: CertificateFiles): Promise<void> {
    const notAfterDate = new Date(Date.now() + days * 24 * 3600 * 1000);
    const common = { keyType: "ec", algorithm: "sha256", notAfterDate } as const;
    const authority = await generate([{ name: "commonName", value: "Sandbox authority" }], {
        ...common,
        extensions: [
            { name: "basicConstraints", cA: true, critical: true },
            { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
        ],
    });
    const server = await generate([{ name: "commonName", value: "localhost" }], {
        ...common,
        ca: { key: authority.private, cert: authority.cert },
        extensions: [
            { name: "basicConstraints", cA: false, critical: true },
            { name: "keyUsage", digitalSignature: true, critical: true },
            { name: "extKeyUsage", serverAuth: true },
            {
                name: "subjectAltName",
                altNames: [
                    { type: 2, value: "localhost" },
                    { type: 7, ip: "127.0.0.1" },
                ],
            },
        ],
    });
    await mkdir(path.dirname(files.key), { recursive: true });
    await writeFile(files.ca, authority.cert);
    await writeFile(files.certificate, server.cert);
    await writeFile(files.key, server.private, { mode: 0o600 });
    await writeFile(files.trust, [...getCACertificates("default"), authority.cert].join("\n"));
}
