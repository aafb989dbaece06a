CREATE TABLE `fetch_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`content_id` text NOT NULL,
	`url` text NOT NULL,
	`mode` text NOT NULL,
	`filter` text,
	`sealed_auth` text,
	`condition` text NOT NULL,
	`message` text NOT NULL,
	`status_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`content_id`) REFERENCES `package_contents`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE UNIQUE INDEX `fetch_requests_content` ON `fetch_requests` (`content_id`);
--> statement-breakpoint
CREATE INDEX `fetch_requests_condition` ON `fetch_requests` (`condition`);
