import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { isUnstorableText } from '../db/violations.ts';
import { CompassError, type ErrorCode, errorCodes } from '../shared/errors.ts';

/** The `CompassError` behind an error that passed through the executor, if that is what it was. */
function original(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

const mostText = 1000;

/** GraphQL quotes the value it refuses, whole: the middle of a long one is left out. */
const shortened = (message: string): string =>
  message.length <= mostText ? message : `${message.slice(0, mostText / 2)} … ${message.slice(-mostText / 2)}`;

function onWire(error: unknown, message: string, code: ErrorCode, unauthorizedStatus = 401): GraphQLError {
  const { nodes, source, positions, path, extensions } = error instanceof GraphQLError ? error : {};
  const http = code === 'Unauthorized' ? { status: unauthorizedStatus } : extensions?.['http'];
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions: { error_code: errorCodes[code], error: code, ...(http ? { http } : {}) },
  });
}

/**
 * An error of syntax, validation or variables. Yoga marks these with 400 or with the statuses of the newer
 * GraphQL-over-HTTP rules (`spec`), which clients of 2020 do not expect: they get 422. Any other status stays.
 */
export function asRequestError(error: GraphQLError): GraphQLError {
  const { error: code = 'InvalidData', http } = error.extensions as {
    error?: ErrorCode;
    http?: { status?: number; spec?: boolean };
  };
  const wire = onWire(error, shortened(error.message), code);
  wire.extensions['http'] = http?.status && http.status !== 400 && !http.spec ? http : { status: 422 };
  return wire;
}

/**
 * Turns whatever was thrown into an error of the wire vocabulary (director.md section 26). What is not ours is logged
 * under an id, and only the id leaves the server.
 * @param unauthorizedStatus HTTP status of refused credentials; clients of the Connector expect 200 (connector.md 2.2).
 */
export function createErrorMask(log: Logger, unauthorizedStatus: 200 | 401 = 401): (error: unknown) => Error {
  return (error) => {
    const cause = original(error);
    if (cause instanceof CompassError) {
      if (cause.cause) log.warn({ err: cause.cause, code: cause.code }, cause.message);
      return onWire(error, cause.message, cause.code, unauthorizedStatus);
    }
    if (cause instanceof GraphQLError) {
      if (cause.extensions['error']) return cause;
      // The outermost names the variable and its place.
      const told = error instanceof GraphQLError ? error : cause;
      return onWire(told, shortened(told.message), 'InvalidData');
    }
    if (isUnstorableText(cause)) return onWire(error, 'text must not contain the NUL character', 'InvalidData');
    const errorID = randomUUID();
    log.error({ err: cause, errorID }, 'Unexpected error');
    return onWire(error, `Internal Server Error [errorID=${errorID}]`, 'InternalError');
  };
}
