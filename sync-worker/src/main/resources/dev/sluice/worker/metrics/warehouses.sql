-- How each warehouse stands that a run has ever had reserved.
SELECT lease.environment,
       lease.warehouse,
       (SELECT extract(epoch FROM run.ended_at)::float8 FROM run
        WHERE run.environment = lease.environment AND run.warehouse = lease.warehouse
          AND run.kind NOT IN ('BACKFILL', 'VERIFY') AND run.state = 'SUCCEEDED'
        ORDER BY run.started_at DESC LIMIT 1) AS last_success,
       (SELECT count(*)::float8 FROM run
        WHERE run.environment = lease.environment AND run.warehouse = lease.warehouse
          AND run.kind NOT IN ('BACKFILL', 'VERIFY') AND run.state = 'FAILED'
          AND run.started_at > coalesce((
            SELECT fine.started_at FROM run fine
            WHERE fine.environment = lease.environment AND fine.warehouse = lease.warehouse
              AND fine.kind NOT IN ('BACKFILL', 'VERIFY') AND fine.state IN ('SUCCEEDED', 'PARTIAL')
            ORDER BY fine.started_at DESC LIMIT 1), '-infinity')) AS failures_in_a_row,
       coalesce((SELECT extract(epoch FROM now() - run.started_at) FROM run
        WHERE run.id = lease.run_id AND run.kind <> 'FILL' AND run.state = 'RUNNING'), 0)::float8 AS running_for,
       (SELECT count(*)::float8 FROM table_setback setback
        WHERE setback.environment = lease.environment AND setback.warehouse = lease.warehouse) AS left_out_tables,
       coalesce(head.position - coalesce(shown.log_position, 0), 0)::float8 AS pending_events,
       coalesce((SELECT extract(epoch FROM now() - event.received_at) FROM event_log event
        WHERE event.environment = lease.environment AND event.position > coalesce(shown.log_position, 0)
        ORDER BY event.position LIMIT 1), 0)::float8 AS pending_for,
       (SELECT extract(epoch FROM event.received_at)::float8 FROM event_log event
        WHERE event.environment = lease.environment AND event.position <= shown.log_position
        ORDER BY event.position DESC LIMIT 1) AS newest_event,
       coalesce(shown.feed_position, 0) AS feed_position
FROM warehouse_lease lease
LEFT JOIN warehouse_state shown
  ON shown.environment = lease.environment AND shown.warehouse = lease.warehouse
LEFT JOIN event_log_head head ON head.environment = lease.environment
WHERE lease.warehouse NOT LIKE '%:fill'
ORDER BY lease.environment, lease.warehouse
