CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_hash` ON `api_tokens` (`hash`);
--> statement-breakpoint
CREATE INDEX `api_tokens_user` ON `api_tokens` (`tenant_id`,`user_id`);
--> statement-breakpoint
CREATE TABLE `identity_providers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`email_domains` text NOT NULL,
	`trusts_email` integer NOT NULL,
	`claim` text NOT NULL,
	`enabled` integer NOT NULL,
	`created_at` integer NOT NULL
);

--> statement-breakpoint
CREATE UNIQUE INDEX `identity_providers_name` ON `identity_providers` (`name`);
--> statement-breakpoint
CREATE TABLE `provider_grants` (
	`provider_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`claim_value` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`provider_id`, `tenant_id`, `claim_value`),
	FOREIGN KEY (`provider_id`) REFERENCES `identity_providers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);

--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_links_user` ON `sign_in_links` (`user_id`);
--> statement-breakpoint
ALTER TABLE `tenant_roles` ADD `provider_id` text REFERENCES identity_providers(id);
--> statement-breakpoint
ALTER TABLE `users` ADD `last_sign_in_at` integer;
--> statement-breakpoint
ALTER TABLE `users` ADD `disabled_at` integer;
