/**
 * Application Insights, loaded only where it is used. A module of its own: the bundle gives the names of a CommonJS package
 * to a static import and not to a dynamic one.
 */
export { useAzureMonitor } from 'applicationinsights';
