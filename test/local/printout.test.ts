import { describe, expect, test } from '@jest/globals';
import type { RequestReport } from '../../local/gateway/gateway.ts';
import { requestLog } from '../../local/request-log.ts';
import { formatScenario, readScenarios, scenarioGroups } from '../../local/scenarios.ts';
import { parsePorts } from '../../local/options.ts';

describe('the printed scenarios', () => {
  const tokens = { acme: 'a', acmeEu: 'b', globex: 'c', support: 'd', expired: 'e', otherAudience: 'f' };
  const scenarios = scenarioGroups({
    restUrl: 'http://127.0.0.1:3000/dev',
    httpUrl: 'http://127.0.0.1:3001',
    tokenUrl: 'http://127.0.0.1:3002/token',
    tokenForm: { grant_type: 'client_credentials' },
    internalKey: 'k'.repeat(32),
    tokens,
  }).flatMap((group) => group.scenarios);

  test('are found again in the output, each with its command', () => {
    const output = scenarios.flatMap(formatScenario).join('\n');
    expect(readScenarios(output)).toEqual(
      scenarios.map(({ status, cache, why }) => ({
        status,
        cache,
        why,
        command: expect.stringMatching(/^curl -si .*http:\/\/127\.0\.0\.1:300\d\/\S+$/),
      })),
    );
  });

  test('quote what a shell would take apart', () => {
    expect(
      formatScenario({ status: 401, why: 'no', url: 'http://x', headers: { A: 'b c' }, form: { d: 'e f' } }),
    ).toEqual(['# 401 no', "curl -si -H 'A: b c' -d d='e f' http://x"]);
  });
});

function printed(lines: readonly object[], report: RequestReport): string[] {
  const output: string[] = [];
  const log = requestLog((line) => output.push(line));
  for (const line of lines) log.authorizerLine(JSON.stringify(line));
  log.report(report);
  return output.map((line) => line.replaceAll(/ {2,}/g, ' | '));
}

describe('the line about a request', () => {
  const report = { requestId: 'r1', kind: 'rest', method: 'GET', path: '/dev/echo', status: 200 } as const;
  const decision = {
    message: 'decision',
    requestId: 'r1',
    outcome: 'allowed',
    mode: 'oidc',
    tenantId: 'acme',
  };

  test.each([
    [
      'has the decision',
      [decision],
      { cache: 'off' },
      'REST | GET | /dev/echo | 200 | cache off | allowed | oidc | tenant acme',
    ],
    ['does without one', [], {}, 'REST | GET | /dev/echo | 200 | cache -'],
    [
      'has the code of a denial',
      [
        {
          message: 'decision',
          requestId: 'r1',
          outcome: 'forbidden',
          code: 'tenant.out_of_scope',
          mode: 'oidc',
        },
      ],
      { status: 403, cache: 'miss' },
      'REST | GET | /dev/echo | 403 | cache miss | forbidden | tenant.out_of_scope | oidc',
    ],
    [
      'never has another request’s decision',
      [{ ...decision, requestId: 'r2' }],
      {},
      'REST | GET | /dev/echo | 200 | cache -',
    ],
    [
      'says why the authorizer failed',
      [],
      { status: 500, failure: 'malformed authorizer result at context' },
      'REST | GET | /dev/echo | 500 | cache - | malformed authorizer result at context',
    ],
  ] as const)('%s', (_, lines, more, expected) => {
    expect(printed(lines, { ...report, ...more })).toEqual([expected]);
  });

  test('comes after whatever else the authorizer says', () => {
    expect(printed([{ message: 'warning', reason: 'a plain key' }], report)[0]).toBe(
      'authorizer | warning: a plain key',
    );
  });
});

describe('the ports', () => {
  test.each([
    ['have defaults', [], {}, { rest: 3000, http: 3001 }],
    ['come from the environment', [], { PORT: '4000', HTTP_PORT: '4001' }, { rest: 4000, http: 4001 }],
    ['come from flags first', ['--port', '5000', '--http-port=0'], { PORT: '4000' }, { rest: 5000, http: 0 }],
    ['have defaults for empty variables', [], { PORT: '' }, { rest: 3000, http: 3001 }],
  ])('%s', (_, args, env, ports) => {
    expect(parsePorts(args, env)).toEqual(ports);
  });

  test.each([
    ['a word', ['--port', 'http'], '--port: not a port number: http'],
    ['a number that is too large', ['--http-port', '65536'], '--http-port: not a port number: 65536'],
    ['an unknown flag', ['--prot', '1'], '--prot'],
  ])('are refused: %s', (_, args, message) => {
    expect(() => parsePorts(args, {})).toThrow(message);
  });
});
