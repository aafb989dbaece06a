const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Standard base64, strictly: line breaks inside are ignored, anything else that is not of the alphabet, the URL-safe one
 * and missing padding are refused (connector.md section 7, step 2). Node's decoder refuses nothing.
 * @returns null if it is not base64.
 */
export function decodeBase64(text: string): Buffer | null {
  const compact = text.replaceAll(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !alphabet.test(compact)) return null;
  return Buffer.from(compact, 'base64');
}

const pem = /(?:^|\n)-----BEGIN ([^\r\n]*?)-----[ \t]*\r?\n([\s\S]*?)-----END \1-----/g;
const headers = /^(?:[^\n:]+:[^\n]*\r?\n)+\r?\n/;

/** The content of the first block that is one; its label is not looked at, nor is the text around it. */
export function firstPemBlock(text: string): Buffer | null {
  for (const [, , body = ''] of text.matchAll(pem)) {
    const content = decodeBase64(body.replace(headers, '').replaceAll(/[ \t]/g, ''));
    if (content) return content;
  }
  return null;
}
