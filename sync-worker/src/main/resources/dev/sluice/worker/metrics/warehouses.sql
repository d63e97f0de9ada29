-- How each warehouse stands that is registered, or that a run has ever had reserved.
WITH known AS (
  SELECT environment, warehouse, max(registered_at) AS registered_at
  FROM (SELECT environment, warehouse, NULL::timestamptz AS registered_at FROM warehouse_lease
        WHERE warehouse NOT LIKE '%:fill'
        UNION ALL
        SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[])) AS one (environment, warehouse, registered_at)
  GROUP BY environment, warehouse)
SELECT known.environment,
       known.warehouse,
       extract(epoch FROM known.registered_at)::float8 AS registered,
       (SELECT extract(epoch FROM run.ended_at)::float8 FROM run
        WHERE run.environment = known.environment AND run.warehouse = known.warehouse
          AND run.kind NOT IN ('BACKFILL', 'VERIFY') AND run.state = 'SUCCEEDED'
        ORDER BY run.started_at DESC LIMIT 1) AS last_success,
       (SELECT count(*)::float8 FROM run
        WHERE run.environment = known.environment AND run.warehouse = known.warehouse
          AND run.kind NOT IN ('BACKFILL', 'VERIFY') AND run.state = 'FAILED'
          AND run.started_at > coalesce((
            SELECT fine.started_at FROM run fine
            WHERE fine.environment = known.environment AND fine.warehouse = known.warehouse
              AND fine.kind NOT IN ('BACKFILL', 'VERIFY') AND fine.state IN ('SUCCEEDED', 'PARTIAL')
            ORDER BY fine.started_at DESC LIMIT 1), '-infinity')) AS failures_in_a_row,
       coalesce((SELECT extract(epoch FROM now() - run.started_at) FROM run
        WHERE run.id = lease.run_id AND run.kind <> 'FILL' AND run.state = 'RUNNING'), 0)::float8 AS running_for,
       coalesce(extract(epoch FROM now() - fill.started_at), 0)::float8 AS filling_for,
       fill.done::float8 AS fill_judged_events,
       (SELECT count(*)::float8 FROM table_setback setback
        WHERE setback.environment = known.environment AND setback.warehouse = known.warehouse) AS left_out_tables,
       coalesce(head.position - coalesce(shown.log_position, 0), 0)::float8 AS pending_events,
       coalesce((SELECT extract(epoch FROM now() - greatest(event.received_at, known.registered_at)) FROM event_log event
        WHERE event.environment = known.environment AND event.position > coalesce(shown.log_position, 0)
        ORDER BY event.position LIMIT 1), 0)::float8 AS pending_for,
       (SELECT extract(epoch FROM event.received_at)::float8 FROM event_log event
        WHERE event.environment = known.environment AND event.position <= shown.log_position
        ORDER BY event.position DESC LIMIT 1) AS newest_event,
       coalesce(shown.feed_position, 0) AS feed_position
FROM known
LEFT JOIN warehouse_lease lease
  ON lease.environment = known.environment AND lease.warehouse = known.warehouse
LEFT JOIN warehouse_state shown
  ON shown.environment = known.environment AND shown.warehouse = known.warehouse
LEFT JOIN LATERAL (
  SELECT run.started_at, run.done FROM run
  WHERE run.environment = known.environment AND run.warehouse = known.warehouse
    AND run.kind = 'FILL' AND run.state = 'RUNNING'
  ORDER BY run.started_at LIMIT 1) fill ON true
LEFT JOIN event_log_head head ON head.environment = known.environment
ORDER BY known.environment, known.warehouse
