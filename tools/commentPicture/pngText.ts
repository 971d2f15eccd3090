import { crc32 } from "node:zlib";

/*
 * A text in a picture: the chunk iTXt of a PNG, https://www.w3.org/TR/png-3/#11iTXt. A picture that carries what it was made
 * from tells whether it is of today.
 */

const keyword = "Description";
const header = Buffer.concat([Buffer.from(`${keyword}\0`), Buffer.from([0, 0, 0, 0])]);

/** The length of the signature, and of a chunk without its data: length, type and checksum. */
const [signature, frame] = [8, 12];

/** A picture with a text, which comes before the end. */
export function withText(png: Buffer, text: string): Buffer {
    const content = Buffer.concat([Buffer.from("iTXt"), header, Buffer.from(text)]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length - 4);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(content));
    return Buffer.concat([png.subarray(0, -frame), length, content, checksum, png.subarray(-frame)]);
}

/** The text of a picture. */
export function textOf(png: Buffer): string | undefined {
    for (let at = signature; at < png.length;) {
        const length = png.readUInt32BE(at);
        const data = png.subarray(at + 8, at + 8 + length);
        const type = png.toString("latin1", at + 4, at + 8);
        if (type === "iTXt" && data.subarray(0, header.length).equals(header)) {
            return data.toString("utf8", header.length);
        }
        at += length + frame;
    }
    return undefined;
}
