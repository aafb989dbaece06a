ALTER TABLE `certificates` ADD `revocation_asked_at` integer;
--> statement-breakpoint
ALTER TABLE `certificates` ADD `revocation_asked_by` text;
--> statement-breakpoint
ALTER TABLE `certificates` ADD `revocation_asked_reason` text;
--> statement-breakpoint
ALTER TABLE `runtimes` ADD `clock_ahead_ms` integer;
--> statement-breakpoint
ALTER TABLE `tenants` ADD `renewal_due_percent` integer DEFAULT 70 NOT NULL;
--> statement-breakpoint
ALTER TABLE `tenants` ADD `overdue_percent` integer DEFAULT 85 NOT NULL;
--> statement-breakpoint
ALTER TABLE `tenants` ADD `critical_percent` integer DEFAULT 90 NOT NULL;
