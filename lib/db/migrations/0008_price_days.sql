CREATE TABLE "price_days" (
	"chain_id" integer NOT NULL,
	"day" date NOT NULL,
	"close" numeric(78,0) NOT NULL,
	"low" numeric(78,0) NOT NULL,
	"high" numeric(78,0) NOT NULL,
	CONSTRAINT "price_days_chain_id_day_pk" PRIMARY KEY("chain_id","day")
);
--> statement-breakpoint
INSERT INTO "price_days" ("chain_id", "day", "close", "low", "high")
SELECT "chain_id", ("block_time" at time zone 'UTC')::date, (array_agg("price" order by "block_number" desc, "log_index" desc))[1], min("price"), max("price")
FROM "prices" GROUP BY 1, 2;
