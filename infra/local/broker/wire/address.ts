const MANAGEMENT = /\/\$management$/i;

/** Where clients put their tokens. */
export const isClaimsAddress = (address: string): boolean => address.toLowerCase() === '$cbs';

/** Where clients schedule, renew and settle what was deferred. */
export const isManagementAddress = (address: string): boolean => MANAGEMENT.test(address);

/** The entity that a management address belongs to. */
export const withoutManagement = (address: string): string => address.replace(MANAGEMENT, '');
