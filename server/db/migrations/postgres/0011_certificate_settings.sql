ALTER TABLE "certificates" ADD COLUMN "revocation_asked_at" bigint;
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "revocation_asked_by" text;
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "revocation_asked_reason" text;
--> statement-breakpoint
ALTER TABLE "runtimes" ADD COLUMN "clock_ahead_ms" bigint;
--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "renewal_due_percent" bigint DEFAULT 70 NOT NULL;
--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "overdue_percent" bigint DEFAULT 85 NOT NULL;
--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "critical_percent" bigint DEFAULT 90 NOT NULL;
