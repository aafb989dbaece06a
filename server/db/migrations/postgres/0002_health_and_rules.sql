CREATE TABLE "reported_failures" (
	"runtime_id" text NOT NULL,
	"application_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"message" text NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "reported_failures_pk" PRIMARY KEY("runtime_id","application_id")
);

--> statement-breakpoint
CREATE TABLE "runtime_reports" (
	"runtime_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"since" bigint NOT NULL,
	"message" text,
	"versions" text NOT NULL,
	"components" text NOT NULL,
	"written_at" bigint NOT NULL
);

--> statement-breakpoint
-- What there is matches Runtimes.
ALTER TABLE "scenario_assignments" ADD COLUMN "object_kind" text NOT NULL DEFAULT 'RUNTIME';
--> statement-breakpoint
ALTER TABLE "scenario_assignments" ALTER COLUMN "object_kind" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "scenario_assignments" DROP CONSTRAINT "scenario_assignments_pkey";
--> statement-breakpoint
ALTER TABLE "scenario_assignments" ADD CONSTRAINT "scenario_assignments_pk" PRIMARY KEY("scenario_id","object_kind");
--> statement-breakpoint
ALTER TABLE "runtimes" ADD COLUMN "last_report_at" bigint;
--> statement-breakpoint
ALTER TABLE "runtimes" ADD COLUMN "reported_state" text;
--> statement-breakpoint
ALTER TABLE "reported_failures" ADD CONSTRAINT "reported_failures_runtime_id_runtimes_id_fk" FOREIGN KEY ("runtime_id") REFERENCES "public"."runtimes"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reported_failures" ADD CONSTRAINT "reported_failures_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reported_failures" ADD CONSTRAINT "reported_failures_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "runtime_reports" ADD CONSTRAINT "runtime_reports_runtime_id_runtimes_id_fk" FOREIGN KEY ("runtime_id") REFERENCES "public"."runtimes"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "runtime_reports" ADD CONSTRAINT "runtime_reports_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "reported_failures_application" ON "reported_failures" USING btree ("application_id");
