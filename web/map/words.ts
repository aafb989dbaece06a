export type { Family, Finding } from '../../landscape/findings.ts';
export { connectionFinding, runtimeFinding, severity, span } from '../../landscape/findings.ts';
