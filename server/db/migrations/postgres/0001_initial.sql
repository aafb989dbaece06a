CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" bigint,
	"refresh_token_expires_at" bigint,
	"scope" text,
	"password" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "activity" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"at" bigint NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"objects" text NOT NULL,
	"before" text,
	"after" text,
	"impact" text,
	"touched" text NOT NULL,
	"correlation_id" text NOT NULL
);

--> statement-breakpoint
CREATE TABLE "activity_objects" (
	"tenant_id" text NOT NULL,
	"object_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "activity_objects_pk" PRIMARY KEY("tenant_id","object_id","sequence")
);

--> statement-breakpoint
CREATE TABLE "application_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"sealed_input" text NOT NULL,
	"placeholders" text NOT NULL,
	"access_level" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "applications" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"name" text NOT NULL,
	"provider_name" text,
	"description" text,
	"health_check_url" text,
	"integration_system_id" text,
	"status_condition" text NOT NULL,
	"status_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "authorities" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"certificate" text NOT NULL,
	"encrypted_key" text,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "certificates" (
	"sha256" text PRIMARY KEY NOT NULL,
	"serial" text NOT NULL,
	"tenant_id" text NOT NULL,
	"client_id" text NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"owner_name" text NOT NULL,
	"subject" text NOT NULL,
	"issuer" text NOT NULL,
	"key_type" text NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" bigint NOT NULL,
	"not_before" bigint NOT NULL,
	"not_after" bigint NOT NULL,
	"pem" text NOT NULL,
	"first_used_at" bigint,
	"last_used_at" bigint,
	"revoked_at" bigint,
	"revoked_by" text
);

--> statement-breakpoint
CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"application_id" text NOT NULL,
	"runtime_id" text NOT NULL,
	"slot" text NOT NULL,
	"since" bigint NOT NULL,
	"started_by" text NOT NULL
);

--> statement-breakpoint
CREATE TABLE "instance_auths" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"package_id" text NOT NULL,
	"runtime_id" text,
	"context" text,
	"input_params" text,
	"sealed_auth" text,
	"condition" text NOT NULL,
	"reason" text NOT NULL,
	"message" text NOT NULL,
	"status_at" bigint NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "integration_systems" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "label_definitions" (
	"tenant_id" text NOT NULL,
	"key" text NOT NULL,
	"schema" text,
	CONSTRAINT "label_definitions_pk" PRIMARY KEY("tenant_id","key")
);

--> statement-breakpoint
CREATE TABLE "labels" (
	"tenant_id" text NOT NULL,
	"object_kind" text NOT NULL,
	"object_id" text NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "labels_pk" PRIMARY KEY("object_id","key")
);

--> statement-breakpoint
CREATE TABLE "memberships" (
	"tenant_id" text NOT NULL,
	"scenario_id" text NOT NULL,
	"object_kind" text NOT NULL,
	"object_id" text NOT NULL,
	"origin" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "memberships_pk" PRIMARY KEY("object_id","scenario_id","origin")
);

--> statement-breakpoint
CREATE TABLE "one_time_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"client_id" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint
);

--> statement-breakpoint
CREATE TABLE "package_contents" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"package_id" text NOT NULL,
	"kind" text NOT NULL,
	"details" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"data" text
);

--> statement-breakpoint
CREATE TABLE "packages" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"application_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"instance_auth_request_input_schema" text,
	"sealed_default_auth" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "runtimes" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"status_condition" text NOT NULL,
	"status_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"last_sync_at" bigint,
	"last_success_at" bigint,
	"last_attempt_at" bigint,
	"last_fetch_at" bigint,
	"last_application_at" bigint
);

--> statement-breakpoint
CREATE TABLE "scenario_assignments" (
	"scenario_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"selector_key" text NOT NULL,
	"selector_value" text NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "scenarios" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "setup_links" (
	"hash" text PRIMARY KEY NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint
);

--> statement-breakpoint
CREATE TABLE "system_auths" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "tenant_roles" (
	"user_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "tenant_roles_pk" PRIMARY KEY("user_id","tenant_id")
);

--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" text PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"name" text,
	"status" text NOT NULL,
	"connection_policy" text NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"landscape_version" bigint DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "unenforced_removals" (
	"tenant_id" text NOT NULL,
	"runtime_id" text NOT NULL,
	"application_id" text NOT NULL,
	"application_name" text NOT NULL,
	"ended_at" bigint NOT NULL,
	CONSTRAINT "unenforced_removals_pk" PRIMARY KEY("runtime_id","application_id")
);

--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" bigint NOT NULL,
	"image" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "activity_objects" ADD CONSTRAINT "activity_objects_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_integration_system_id_integration_systems_id_fk" FOREIGN KEY ("integration_system_id") REFERENCES "public"."integration_systems"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_runtime_id_runtimes_id_fk" FOREIGN KEY ("runtime_id") REFERENCES "public"."runtimes"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "instance_auths" ADD CONSTRAINT "instance_auths_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "instance_auths" ADD CONSTRAINT "instance_auths_package_id_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "label_definitions" ADD CONSTRAINT "label_definitions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "labels" ADD CONSTRAINT "labels_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_scenario_id_scenarios_id_fk" FOREIGN KEY ("scenario_id") REFERENCES "public"."scenarios"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_client_id_system_auths_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."system_auths"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "package_contents" ADD CONSTRAINT "package_contents_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "package_contents" ADD CONSTRAINT "package_contents_package_id_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "runtimes" ADD CONSTRAINT "runtimes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "scenario_assignments" ADD CONSTRAINT "scenario_assignments_scenario_id_scenarios_id_fk" FOREIGN KEY ("scenario_id") REFERENCES "public"."scenarios"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "scenario_assignments" ADD CONSTRAINT "scenario_assignments_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "system_auths" ADD CONSTRAINT "system_auths_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "tenant_roles" ADD CONSTRAINT "tenant_roles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "tenant_roles" ADD CONSTRAINT "tenant_roles_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "unenforced_removals" ADD CONSTRAINT "unenforced_removals_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "unenforced_removals" ADD CONSTRAINT "unenforced_removals_runtime_id_runtimes_id_fk" FOREIGN KEY ("runtime_id") REFERENCES "public"."runtimes"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "activity_sequence" ON "activity" USING btree ("tenant_id","sequence");
--> statement-breakpoint
CREATE INDEX "activity_at" ON "activity" USING btree ("tenant_id","at");
--> statement-breakpoint
CREATE UNIQUE INDEX "application_templates_name" ON "application_templates" USING btree ("name");
--> statement-breakpoint
CREATE UNIQUE INDEX "applications_name" ON "applications" USING btree ("tenant_id","name");
--> statement-breakpoint
CREATE INDEX "applications_page" ON "applications" USING btree ("tenant_id","id");
--> statement-breakpoint
CREATE INDEX "applications_integration_system" ON "applications" USING btree ("integration_system_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_serial" ON "certificates" USING btree ("serial");
--> statement-breakpoint
CREATE INDEX "certificates_client" ON "certificates" USING btree ("client_id");
--> statement-breakpoint
CREATE INDEX "certificates_owner" ON "certificates" USING btree ("owner_id");
--> statement-breakpoint
CREATE INDEX "certificates_expiry" ON "certificates" USING btree ("tenant_id","not_after");
--> statement-breakpoint
CREATE UNIQUE INDEX "connections_slot" ON "connections" USING btree ("tenant_id","slot");
--> statement-breakpoint
CREATE INDEX "connections_application" ON "connections" USING btree ("application_id");
--> statement-breakpoint
CREATE INDEX "connections_runtime" ON "connections" USING btree ("runtime_id");
--> statement-breakpoint
CREATE INDEX "instance_auths_package" ON "instance_auths" USING btree ("package_id","created_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "integration_systems_name" ON "integration_systems" USING btree ("name");
--> statement-breakpoint
CREATE INDEX "labels_key" ON "labels" USING btree ("tenant_id","key","object_kind");
--> statement-breakpoint
CREATE INDEX "memberships_scenario" ON "memberships" USING btree ("scenario_id","object_kind");
--> statement-breakpoint
CREATE INDEX "memberships_tenant" ON "memberships" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "one_time_tokens_client" ON "one_time_tokens" USING btree ("client_id");
--> statement-breakpoint
CREATE INDEX "one_time_tokens_expiry" ON "one_time_tokens" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "package_contents_package" ON "package_contents" USING btree ("package_id","id");
--> statement-breakpoint
CREATE INDEX "packages_application" ON "packages" USING btree ("application_id","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "runtimes_name" ON "runtimes" USING btree ("tenant_id","name");
--> statement-breakpoint
CREATE INDEX "scenario_assignments_selector" ON "scenario_assignments" USING btree ("tenant_id","selector_key");
--> statement-breakpoint
CREATE UNIQUE INDEX "scenarios_name" ON "scenarios" USING btree ("tenant_id","name");
--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token");
--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "system_auths_owner" ON "system_auths" USING btree ("owner_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "tenants_external_id" ON "tenants" USING btree ("external_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");
--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");
