ALTER TABLE `one_time_tokens` ADD `expiry_noted_at` integer;
