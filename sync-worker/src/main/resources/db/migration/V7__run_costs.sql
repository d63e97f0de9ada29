-- What each run asked of its warehouse, as protobuf JSON; null for a run that goes on, died, or was before this.
ALTER TABLE run ADD COLUMN cost jsonb;
