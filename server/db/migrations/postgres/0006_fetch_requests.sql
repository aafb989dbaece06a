CREATE TABLE "fetch_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"content_id" text NOT NULL,
	"url" text NOT NULL,
	"mode" text NOT NULL,
	"filter" text,
	"sealed_auth" text,
	"condition" text NOT NULL,
	"message" text NOT NULL,
	"status_at" bigint NOT NULL,
	"attempts" bigint NOT NULL
);

--> statement-breakpoint
ALTER TABLE "fetch_requests" ADD CONSTRAINT "fetch_requests_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "fetch_requests" ADD CONSTRAINT "fetch_requests_content_id_package_contents_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."package_contents"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "fetch_requests_content" ON "fetch_requests" USING btree ("content_id");
--> statement-breakpoint
CREATE INDEX "fetch_requests_condition" ON "fetch_requests" USING btree ("condition");
