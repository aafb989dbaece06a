ALTER TABLE `bulk_items` ADD `entry` integer;
--> statement-breakpoint
ALTER TABLE `bulk_items` ADD `undoes` integer;
