ALTER TABLE "bulk_items" ADD COLUMN "entry" bigint;
--> statement-breakpoint
ALTER TABLE "bulk_items" ADD COLUMN "undoes" bigint;
