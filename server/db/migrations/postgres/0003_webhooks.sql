CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"webhook_id" text NOT NULL,
	"application_id" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"sequence" bigint NOT NULL,
	"position" bigint NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"attempts" text NOT NULL,
	"next_attempt_at" bigint,
	"created_at" bigint NOT NULL,
	"waiting_since" bigint NOT NULL,
	"ended_at" bigint
);

--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"application_id" text NOT NULL,
	"application_name" text NOT NULL,
	"type" text NOT NULL,
	"url" text NOT NULL,
	"sealed_auth" text,
	"sealed_secret" text NOT NULL,
	"sealed_former_secret" text,
	"former_secret_until" bigint,
	"due_at" bigint,
	"lease_token" text,
	"lease_until" bigint,
	"failing_since" bigint,
	"last_error" text,
	"ended_dead" bigint NOT NULL,
	"retired_at" bigint,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "webhook_count" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "webhook_deliveries_queue" ON "webhook_deliveries" USING btree ("webhook_id","state","sequence","position");
--> statement-breakpoint
CREATE INDEX "webhook_deliveries_application" ON "webhook_deliveries" USING btree ("tenant_id","application_id","sequence");
--> statement-breakpoint
CREATE INDEX "webhook_deliveries_ended" ON "webhook_deliveries" USING btree ("state","ended_at");
--> statement-breakpoint
CREATE INDEX "webhooks_application" ON "webhooks" USING btree ("application_id");
--> statement-breakpoint
CREATE INDEX "webhooks_due" ON "webhooks" USING btree ("due_at");
--> statement-breakpoint
CREATE INDEX "webhooks_tenant" ON "webhooks" USING btree ("tenant_id","failing_since");
--> statement-breakpoint
CREATE INDEX "webhooks_retired" ON "webhooks" USING btree ("retired_at");
