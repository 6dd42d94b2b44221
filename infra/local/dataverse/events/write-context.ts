import { stringify } from 'lossless-json';

/** A context as text, slashes escaped the way the .NET serializer does. */
export const writeContext = (context: Record<string, unknown>): string =>
  (stringify(context) ?? '').replaceAll('/', '\\/');

/** What is left of a context that is too large: the class has no setters for the collections, so they are empty. */
export const trimContext = (context: Record<string, unknown>): Record<string, unknown> => ({
  ...context,
  InputParameters: [],
  ParentContext: null,
  PostEntityImages: [],
  PreEntityImages: [],
});
