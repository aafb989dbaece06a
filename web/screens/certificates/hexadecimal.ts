/** `5a:0c:91`. */
export const colons = (hex: string) => hex.match(/../g)?.join(':') ?? hex;

/** Its first and last bytes, `5a:0c:91:…:e4:77`; the whole is copied. */
export const shortFingerprint = (hex: string) => `${colons(hex.slice(0, 6))}:…:${colons(hex.slice(-4))}`;
