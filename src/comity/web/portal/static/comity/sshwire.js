// SSH wire data (RFC 4251 §5): strings, each after its length in four bytes.

import { demand, joined, same } from "./recordchecks.js";

export function sshString(bytes) {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, bytes.length);
  return joined(new Uint8Array(length.buffer), bytes);
}

export class Reader {
  constructor(bytes, head = new Uint8Array(0)) {
    this.bytes = bytes;
    this.at = 0;
    demand(same(this.take(head.length), head), "not of the form that OpenSSH writes");
  }

  take(length) {
    demand(this.at + length <= this.bytes.length, "cut short");
    this.at += length;
    return this.bytes.slice(this.at - length, this.at);
  }

  string() {
    const length = new DataView(this.take(4).buffer).getUint32(0);
    return this.take(length);
  }

  end() {
    demand(this.at === this.bytes.length, "something follows the signature");
  }
}
