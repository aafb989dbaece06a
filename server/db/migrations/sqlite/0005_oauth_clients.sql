CREATE TABLE `access_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`scope` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);

--> statement-breakpoint
CREATE INDEX `access_tokens_expiry` ON `access_tokens` (`expires_at`);
--> statement-breakpoint
CREATE TABLE `integration_system_auths` (
	`id` text PRIMARY KEY NOT NULL,
	`integration_system_id` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`integration_system_id`) REFERENCES `integration_systems`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE INDEX `integration_system_auths_owner` ON `integration_system_auths` (`integration_system_id`);
--> statement-breakpoint
ALTER TABLE `system_auths` ADD `sealed_secret` text;
