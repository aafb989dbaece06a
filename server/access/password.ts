/** In characters. The upper bound keeps hashing cheap. */
export const passwordLength = { least: 12, most: 256 } as const;

/** Those of twelve characters and more that head every published list of leaked passwords. */
const leaked: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 123456789123 1234567891011 123123123123 123412341234 112233445566
  111111111111 000000000000 121212121212 987654321012 qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopas
  qwertyuiopasdfghjkl qwerty123456 qwerty1234567 qwertyqwerty qwerty12345678 1qaz2wsx3edc 1q2w3e4r5t6y 1q2w3e4r5t6y7u
  1qazxsw23edc q1w2e3r4t5y6 zaq12wsxcde3 zxcvbnm12345 zxcvbnm123456 asdfghjkl123 asdfghjkl1234 abcdefghijkl abcd12345678
  abcdef123456 abc123456789 a123456789012 password1234 password12345 password123456 passwordpassword password2024
  password2025 password2026 passw0rd1234 p@ssw0rd1234 p@ssword1234 letmein12345 letmeinplease welcome12345 welcome123456
  administrator administrator1 adminadmin12 adminadminadmin admin1234567 admin12345678 changeme1234 changemeplease
  iloveyou1234 iloveyou12345 iloveyouforever sunshine1234 princess1234 football1234 baseball1234 liverpool123
  manchester123 superman1234 dragon123456 monkey123456 trustno1trustno1 correcthorsebatterystaple mypassword12
  mypassword123 secretpassword thisisapassword`.split(/\s+/),
);

/** Why this password is not good enough for this account, or null if it is. */
export function passwordProblem(password: string, email: string): string | null {
  if ([...password].length < passwordLength.least) return `at least ${passwordLength.least} characters are needed`;
  if (password.length > passwordLength.most) return `at most ${passwordLength.most} characters are possible`;
  const plain = password.toLowerCase();
  if (plain === email.toLowerCase()) return 'the e-mail address is not a password';
  if (new Set(plain).size < 4 || leaked.has(plain)) return 'this password is in a list of leaked passwords';
  return null;
}
