/** External id of the tenant that is meant when nothing else is said; made at the first start. */
export const defaultTenantId = 'default';
