/** Where the gateway issues access tokens. */
export const tokenPath = '/oauth2/token';
