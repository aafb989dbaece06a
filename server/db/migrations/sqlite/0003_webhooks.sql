CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`application_id` text NOT NULL,
	`event_id` text NOT NULL,
	`type` text NOT NULL,
	`sequence` integer NOT NULL,
	`position` integer NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` text NOT NULL,
	`next_attempt_at` integer,
	`created_at` integer NOT NULL,
	`waiting_since` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE INDEX `webhook_deliveries_queue` ON `webhook_deliveries` (`webhook_id`,`state`,`sequence`,`position`);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_application` ON `webhook_deliveries` (`tenant_id`,`application_id`,`sequence`);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_ended` ON `webhook_deliveries` (`state`,`ended_at`);
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`application_id` text NOT NULL,
	`application_name` text NOT NULL,
	`type` text NOT NULL,
	`url` text NOT NULL,
	`sealed_auth` text,
	`sealed_secret` text NOT NULL,
	`sealed_former_secret` text,
	`former_secret_until` integer,
	`due_at` integer,
	`lease_token` text,
	`lease_until` integer,
	`failing_since` integer,
	`last_error` text,
	`ended_dead` integer NOT NULL,
	`retired_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE INDEX `webhooks_application` ON `webhooks` (`application_id`);
--> statement-breakpoint
CREATE INDEX `webhooks_due` ON `webhooks` (`due_at`);
--> statement-breakpoint
CREATE INDEX `webhooks_tenant` ON `webhooks` (`tenant_id`,`failing_since`);
--> statement-breakpoint
CREATE INDEX `webhooks_retired` ON `webhooks` (`retired_at`);
--> statement-breakpoint
ALTER TABLE `tenants` ADD `webhook_count` integer DEFAULT 0 NOT NULL;
