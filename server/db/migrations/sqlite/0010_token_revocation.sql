ALTER TABLE `one_time_tokens` ADD `revoked_at` integer;
