/** Error names of the wire with their numbers (director.md section 26). */
export const errorCodes = {
  InternalError: 10,
  UnknownError: 11,
  NotFound: 20,
  NotUnique: 21,
  InvalidData: 22,
  InsufficientScopes: 23,
  TenantRequired: 24,
  TenantNotFound: 25,
  Unauthorized: 26,
  InvalidOperation: 27,
  EmptyData: 29,
  InconsistentData: 30,
  NotUniqueName: 31,
  ConcurrentOperation: 32,
  ConcurrentUpdate: 35,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** The one error class of Compass. `message` is safe to show to any caller; what is not belongs into `cause`. */
export class CompassError extends Error {
  override readonly name = 'CompassError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

export const notFound = (message = 'Object was not found') => new CompassError('NotFound', message);
export const invalidData = (message: string, cause?: unknown) => new CompassError('InvalidData', message, { cause });
export const invalidOperation = (message: string) => new CompassError('InvalidOperation', message);
