-- When somebody enters or leaves a segment of the warehouse though nothing new arrives; a run has something to do then.
ALTER TABLE warehouse_state ADD COLUMN segments_change_at timestamptz;
