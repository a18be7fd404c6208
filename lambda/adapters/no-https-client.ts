import { Fault } from '../domain/fault.ts';

/**
 * Stands in for aws-jwt-verify's own https client in the bundle. Keys are fetched by this project's adapter, so
 * that client is never called, and `node:https` is a good part of what importing the library costs.
 */
export function fetch(): never {
  throw new Fault('internal', 'aws-jwt-verify tried to fetch by itself.');
}
