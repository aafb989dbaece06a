CREATE TABLE "access_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"scope" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "integration_system_auths" (
	"id" text PRIMARY KEY NOT NULL,
	"integration_system_id" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
ALTER TABLE "system_auths" ADD COLUMN "sealed_secret" text;
--> statement-breakpoint
ALTER TABLE "integration_system_auths" ADD CONSTRAINT "integration_system_auths_integration_system_id_integration_systems_id_fk" FOREIGN KEY ("integration_system_id") REFERENCES "public"."integration_systems"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "access_tokens_expiry" ON "access_tokens" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "integration_system_auths_owner" ON "integration_system_auths" USING btree ("integration_system_id");
