/** A module of its own, loaded only where it is used: of what is named here the bundle takes what it needs, and not all. */
export { DefaultAzureCredential } from '@azure/identity';
