CREATE TABLE "bulk_items" (
	"job_id" text NOT NULL,
	"position" bigint NOT NULL,
	"object_id" text NOT NULL,
	"object_name" text NOT NULL,
	"state" text NOT NULL,
	"message" text,
	CONSTRAINT "bulk_items_pk" PRIMARY KEY("job_id","position")
);

--> statement-breakpoint
CREATE TABLE "bulk_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"action" text NOT NULL,
	"total" bigint NOT NULL,
	"moved_at" bigint NOT NULL
);

--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_job_id_bulk_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."bulk_jobs"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "bulk_jobs_moved" ON "bulk_jobs" USING btree ("moved_at");
