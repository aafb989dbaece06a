CREATE TABLE "expiry_calendars" (
	"hash" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
ALTER TABLE "authorities" ADD COLUMN "activated_at" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "authorities" ADD COLUMN "retired_at" bigint;
--> statement-breakpoint
ALTER TABLE "authorities" ADD COLUMN "crl" text;
--> statement-breakpoint
ALTER TABLE "authorities" ADD COLUMN "crl_number" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "authorities" ADD COLUMN "crl_signed_at" bigint;
--> statement-breakpoint
ALTER TABLE "authorities" ADD COLUMN "crl_digest" text;
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "revocation_reason" text;
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "authority_id" text;
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "replaces" text;
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "renewal_failed_at" bigint;
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "noticed_state" text;
--> statement-breakpoint
ALTER TABLE "expiry_calendars" ADD CONSTRAINT "expiry_calendars_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "expiry_calendars" ADD CONSTRAINT "expiry_calendars_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "expiry_calendars_user" ON "expiry_calendars" USING btree ("tenant_id","user_id");
--> statement-breakpoint
CREATE INDEX "certificates_authority" ON "certificates" USING btree ("authority_id");
--> statement-breakpoint
CREATE INDEX "certificates_replaces" ON "certificates" USING btree ("replaces");
--> statement-breakpoint
UPDATE "authorities" SET "activated_at" = "created_at";
