ALTER TABLE "one_time_tokens" ADD COLUMN "revoked_at" bigint;
