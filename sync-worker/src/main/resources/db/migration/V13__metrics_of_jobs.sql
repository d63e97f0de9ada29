-- What runs of jobs add to the metrics, until a worker that is scraped has added it to its own.
CREATE TABLE unserved_metrics (
  run_id uuid PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  measurements jsonb NOT NULL);
