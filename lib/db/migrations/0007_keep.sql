CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"full_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "due_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "credit_note" text;--> statement-breakpoint
ALTER TABLE "settlements" ADD COLUMN "final_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "chain_id" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "subject" text NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "place" text NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD COLUMN "next_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_open" ON "disputes" USING btree ("chain_id","gateway","request_id") WHERE "disputes"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "publications_by_subject" ON "publications" USING btree ("chain_id","place","subject");