CREATE TABLE `bulk_items` (
	`job_id` text NOT NULL,
	`position` integer NOT NULL,
	`object_id` text NOT NULL,
	`object_name` text NOT NULL,
	`state` text NOT NULL,
	`message` text,
	PRIMARY KEY(`job_id`, `position`),
	FOREIGN KEY (`job_id`) REFERENCES `bulk_jobs`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE TABLE `bulk_jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`action` text NOT NULL,
	`total` integer NOT NULL,
	`moved_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE INDEX `bulk_jobs_moved` ON `bulk_jobs` (`moved_at`);
