CREATE TABLE `reported_failures` (
	`runtime_id` text NOT NULL,
	`application_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`message` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`runtime_id`, `application_id`),
	FOREIGN KEY (`runtime_id`) REFERENCES `runtimes`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE INDEX `reported_failures_application` ON `reported_failures` (`application_id`);
--> statement-breakpoint
CREATE TABLE `runtime_reports` (
	`runtime_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`since` integer NOT NULL,
	`message` text,
	`versions` text NOT NULL,
	`components` text NOT NULL,
	`written_at` integer NOT NULL,
	FOREIGN KEY (`runtime_id`) REFERENCES `runtimes`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE TABLE `__new_scenario_assignments` (
	`scenario_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`object_kind` text NOT NULL,
	`selector_key` text NOT NULL,
	`selector_value` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`scenario_id`, `object_kind`),
	FOREIGN KEY (`scenario_id`) REFERENCES `scenarios`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
-- What there is matches Runtimes.
INSERT INTO `__new_scenario_assignments`("scenario_id", "tenant_id", "object_kind", "selector_key", "selector_value", "created_at") SELECT "scenario_id", "tenant_id", 'RUNTIME', "selector_key", "selector_value", "created_at" FROM `scenario_assignments`;
--> statement-breakpoint
DROP TABLE `scenario_assignments`;
--> statement-breakpoint
ALTER TABLE `__new_scenario_assignments` RENAME TO `scenario_assignments`;
--> statement-breakpoint
CREATE INDEX `scenario_assignments_selector` ON `scenario_assignments` (`tenant_id`,`selector_key`);
--> statement-breakpoint
ALTER TABLE `runtimes` ADD `last_report_at` integer;
--> statement-breakpoint
ALTER TABLE `runtimes` ADD `reported_state` text;
