CREATE TABLE "landscape_deltas" (
	"tenant_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"version_before" bigint NOT NULL,
	"version" bigint NOT NULL,
	"delta" text NOT NULL,
	CONSTRAINT "landscape_deltas_pk" PRIMARY KEY("tenant_id","sequence")
);

--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "last_entry_at" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "landscape_deltas" ADD CONSTRAINT "landscape_deltas_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
