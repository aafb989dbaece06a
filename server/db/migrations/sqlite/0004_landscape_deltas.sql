CREATE TABLE `landscape_deltas` (
	`tenant_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`version_before` integer NOT NULL,
	`version` integer NOT NULL,
	`delta` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `sequence`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
ALTER TABLE `tenants` ADD `last_entry_at` integer DEFAULT 0 NOT NULL;
