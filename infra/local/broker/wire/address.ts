const MANAGEMENT = /\/\$management$/i;

export const isClaimsAddress = (address: string): boolean => address.toLowerCase() === '$cbs';

export const isManagementAddress = (address: string): boolean => MANAGEMENT.test(address);

/** The entity that a management address belongs to. */
export const withoutManagement = (address: string): string => address.replace(MANAGEMENT, '');
