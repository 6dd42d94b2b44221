import { v5 as uuid } from 'uuid';

/** A fixed id for a piece of metadata. */
export const metadataId = (name: string): string => uuid(name, 'c5b0d1c2-6a0e-5b3f-9c7d-3b1e5f7a9d02');
