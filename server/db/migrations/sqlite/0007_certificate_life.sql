CREATE TABLE `expiry_calendars` (
	`hash` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE UNIQUE INDEX `expiry_calendars_user` ON `expiry_calendars` (`tenant_id`,`user_id`);
--> statement-breakpoint
ALTER TABLE `authorities` ADD `activated_at` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `authorities` ADD `retired_at` integer;
--> statement-breakpoint
ALTER TABLE `authorities` ADD `crl` text;
--> statement-breakpoint
ALTER TABLE `authorities` ADD `crl_number` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `authorities` ADD `crl_signed_at` integer;
--> statement-breakpoint
ALTER TABLE `authorities` ADD `crl_digest` text;
--> statement-breakpoint
ALTER TABLE `certificates` ADD `revocation_reason` text;
--> statement-breakpoint
ALTER TABLE `certificates` ADD `authority_id` text;
--> statement-breakpoint
ALTER TABLE `certificates` ADD `replaces` text;
--> statement-breakpoint
ALTER TABLE `certificates` ADD `renewal_failed_at` integer;
--> statement-breakpoint
ALTER TABLE `certificates` ADD `noticed_state` text;
--> statement-breakpoint
CREATE INDEX `certificates_authority` ON `certificates` (`authority_id`);
--> statement-breakpoint
CREATE INDEX `certificates_replaces` ON `certificates` (`replaces`);
--> statement-breakpoint
UPDATE `authorities` SET `activated_at` = `created_at`;
