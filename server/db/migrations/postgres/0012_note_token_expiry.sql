ALTER TABLE "one_time_tokens" ADD COLUMN "expiry_noted_at" bigint;
