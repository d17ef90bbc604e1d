CREATE TABLE "member_months" (
	"owner" text NOT NULL,
	"member" text NOT NULL,
	"month" date NOT NULL,
	"prefix" text NOT NULL,
	"requests" bigint NOT NULL,
	"charge_nano" numeric(78,0) NOT NULL,
	"tokens" numeric(78,0) NOT NULL,
	CONSTRAINT "member_months_owner_member_month_prefix_pk" PRIMARY KEY("owner","member","month","prefix")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"owner" text NOT NULL,
	"member" text NOT NULL,
	"name" text NOT NULL,
	"limit_nano" numeric(78,0),
	"limit_tokens" numeric(78,0),
	"invited_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "members_owner_member_pk" PRIMARY KEY("owner","member")
);
--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "member" text;--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "limit_nano" numeric(78,0);--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "limit_tokens" numeric(78,0);--> statement-breakpoint
CREATE INDEX "members_by_member" ON "members" USING btree ("member");