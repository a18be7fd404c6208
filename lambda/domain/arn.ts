/** The parts of an execute-api ARN that a policy's Resource is built from, each validated. */
export interface ExecuteApiArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly apiId: string;
  readonly stage: string;
  /** What follows the stage: `GET/pets/1`, `$connect`, or empty. Untrusted: it echoes the client's path. */
  readonly resource: string;
}

// Matched from the left with a closed alphabet per part: a path may hold colons and slashes of its own, and
// neither the API's id nor the stage can carry a wildcard into a policy.
const EXECUTE_API_ARN =
  /^arn:(aws(?:-[a-z]+)*):execute-api:([a-z0-9-]+):(\d{12}):([A-Za-z0-9_-]+)\/([A-Za-z0-9_-]+|\$default)(?:\/([^]*))?$/;

/**
 * Parses `arn:{partition}:execute-api:{region}:{account}:{apiId}/{stage}/{VERB}/{path}`, or answers
 * undefined. Source: API Gateway, "ARN format of permissions for invoking an API".
 */
export function parseExecuteApiArn(value: string): ExecuteApiArn | undefined {
  const [, partition, region, account, apiId, stage, resource] = EXECUTE_API_ARN.exec(value) ?? [];
  if (!partition || !region || !account || !apiId || !stage) return undefined;
  return { partition, region, account, apiId, stage, resource: resource ?? '' };
}

/** Every method and route of the stage. Never the request's own path, which may hold `*` or `?`. */
export function stageResource(arn: ExecuteApiArn): string {
  return `arn:${arn.partition}:execute-api:${arn.region}:${arn.account}:${arn.apiId}/${arn.stage}/*`;
}
